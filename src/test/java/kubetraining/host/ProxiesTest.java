package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxiesTest {
  private static final Proxy OF_JAVA = http("java.example", 1);

  @ParameterizedTest
  @CsvSource({
    "HTTP_PROXY, http://p.example:3128, http://a.example, p.example:3128",
    "http_proxy, p.example:3128, http://a.example, p.example:3128",
    "HTTP_PROXY, http://p.example, http://a.example, p.example:80",
    "HTTPS_PROXY, http://p.example:3128/, https://a.example, p.example:3128",
    "https_proxy, http://u:p@p.example:3128, https://a.example, p.example:3128",
    "HTTPS_PROXY, http://u:p/@:p@p.example:3128, https://a.example, p.example:3128",
    "ALL_PROXY, http://p.example:3128, https://a.example, p.example:3128",
    "ALL_PROXY, http://[fd12::1]:3128, http://a.example, fd12::1:3128",
  })
  void aVariableNamesTheProxy(String name, String value, String address, String server)
      throws ProxyException {
    Proxy proxy = proxies(Map.of(name, value)).proxyFor(URI.create(address));

    assertThat(proxy.type()).isEqualTo(Proxy.Type.HTTP);
    var seen = (InetSocketAddress) proxy.address();
    assertThat(seen.getHostString() + ":" + seen.getPort()).isEqualTo(server);
  }

  @Test
  void theLowerCaseCountsAndAnEmptyVariableDoesNot() throws ProxyException {
    var proxies =
        proxies(
            Map.of(
                "http_proxy", "http://low.example:1",
                "HTTP_PROXY", "http://up.example:2",
                "https_proxy", "",
                "HTTPS_PROXY", "http://up.example:2"));

    assertThat(proxies.proxyFor(URI.create("http://a.example"))).isEqualTo(http("low.example", 1));
    assertThat(proxies.proxyFor(URI.create("https://a.example"))).isEqualTo(http("up.example", 2));
  }

  @Test
  void noProxyHoldsForEverySettingAndThisComputerIsNeverAskedFor() throws ProxyException {
    var proxies = proxies(Map.of("HTTP_PROXY", "http://p.example", "no_proxy", "in.example"));

    for (String direct :
        List.of(
            "http://a.in.example/x",
            "https://in.example",
            "http://localhost:8",
            "http://127.0.0.1")) {
      assertThat(proxies.proxyFor(URI.create(direct))).as(direct).isEqualTo(Proxy.NO_PROXY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://me:hidden@p.example:443, which expects TLS",
    "ftp://me:hidden@p.example:443, a proxy by ftp://",
    "http://me:hidden@p.example:many, is not the address of a proxy: 'p.example:many'",
    "http://me:hidden@, is not the address of a proxy",
  })
  void aProxyThatCannotBeUsedIsToldWithTheVariableTheCureAndNoPassword(String value, String words) {
    assertThatThrownBy(
            () -> proxies(Map.of("HTTPS_PROXY", value)).proxyFor(URI.create("https://a.example")))
        .isInstanceOf(ProxyException.class)
        .hasMessageContainingAll("HTTPS_PROXY", words, "=http://proxy.example:3128")
        .hasMessageNotContaining("hidden");
  }

  private static Proxy http(String host, int port) {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  private static Proxies proxies(Map<String, String> variables) {
    return new Proxies(
        new Environment(variables),
        name -> null,
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI address) {
            return List.of(OF_JAVA);
          }

          @Override
          public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
            throw new AssertionError(failure);
          }
        });
  }

  @Test
  void aVariableIsOfItsSchemeAloneAndSocksIsKnownButNotForPlainSockets() throws ProxyException {
    var http = proxies(Map.of("HTTP_PROXY", "http://p.example:3128"));
    assertThat(http.proxyFor(URI.create("https://a.example"))).isEqualTo(OF_JAVA);
    var socks = proxies(Map.of("ALL_PROXY", "socks5h://p.example"));
    var server = InetSocketAddress.createUnresolved("p.example", 1080);
    assertThat(socks.proxyFor(URI.create("https://a.example")))
        .isEqualTo(new Proxy(Proxy.Type.SOCKS, server));
    assertThat(socks.select(URI.create("socket://10.0.0.1:22"))).containsExactly(Proxy.NO_PROXY);
  }

  /** Where one percent sign stands for itself, nothing is decoded. */
  @ParameterizedTest
  @CsvSource({"s%40f%2Bx+100%, s%40f%2Bx+100%", "s%40f%2Bx+1, s@f+x+1"})
  void theLoginIsDecodedAndOnlyForThatProxy(String written, String password) {
    var proxies = proxies(Map.of("HTTPS_PROXY", "http://me:" + written + "@p.example:3128"));
    var login = proxies.login("P.example", 3128).orElseThrow();
    assertThat(login.getUserName()).isEqualTo("me");
    assertThat(login.getPassword()).containsExactly(password.toCharArray());
    assertThat(proxies.login("p.example", 3129)).isEmpty();
  }
}
