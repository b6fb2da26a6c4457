package kubetraining.host;

import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A proxy as a variable of the environment names it: {@code http://user:password@host:port}.
 *
 * @param setting the name of that variable
 * @param login user and password; never to be shown
 */
record ProxyServer(
    String setting,
    Proxy.Type type,
    String host,
    int port,
    Optional<PasswordAuthentication> login) {
  private static final Map<String, Integer> PORTS =
      Map.of(
          "http", 80, "socks", 1080, "socks4", 1080, "socks4a", 1080, "socks5", 1080, "socks5h",
          1080);

  /**
   * @throws ProxyException if that is none, or one that cannot be used
   */
  static ProxyServer parse(String setting, String value) throws ProxyException {
    String text = value.strip();
    int colons = text.indexOf("://");
    String scheme = colons < 0 ? "http" : text.substring(0, colons).toLowerCase(Locale.ROOT);
    String rest = colons < 0 ? text : text.substring(colons + 3);
    int at = rest.lastIndexOf('@');
    String place = rest.substring(at + 1).replaceFirst("/.*$", "");
    if (scheme.equals("https")) {
      throw new ProxyException(
          "%s names the proxy https://%s, which expects TLS. Java cannot do that. Use one"
              + " without TLS, as in %s=http://proxy.example:3128; https sites can still be"
              + " reached through it",
          setting, place, setting);
    }
    if (!PORTS.containsKey(scheme)) {
      throw new ProxyException(
          "%s names a proxy by %s://, which is unknown. Use http://, as in %s=http://proxy.example:3128",
          setting, scheme, setting);
    }
    int colon = place.lastIndexOf(':') > place.lastIndexOf(']') ? place.lastIndexOf(':') : -1;
    String host = colon < 0 ? place : place.substring(0, colon);
    int port = colon < 0 ? PORTS.get(scheme) : port(place.substring(colon + 1));
    if (host.isEmpty() || port < 1) {
      throw new ProxyException(
          "%s is not the address of a proxy: '%s' is not a host and a port. It should look like %s=http://proxy.example:3128",
          setting, place, setting);
    }
    var type = scheme.equals("http") ? Proxy.Type.HTTP : Proxy.Type.SOCKS;
    var login = at < 0 ? Optional.<PasswordAuthentication>empty() : login(rest.substring(0, at));
    return new ProxyServer(setting, type, host.replaceAll("[\\[\\]]", ""), port, login);
  }

  private static int port(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535
        ? Integer.parseInt(text)
        : -1;
  }

  private static Optional<PasswordAuthentication> login(String userInfo) {
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    String password = colon < 0 ? "" : userInfo.substring(colon + 1);
    return Optional.of(new PasswordAuthentication(decoded(user), decoded(password).toCharArray()));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a percent sign that stands for itself
    }
  }

  Proxy proxy() {
    return new Proxy(type, InetSocketAddress.createUnresolved(host, port));
  }

  boolean isAt(String otherHost, int otherPort) {
    return host.equalsIgnoreCase(otherHost) && port == otherPort;
  }

  /** Without the login: for people. */
  @Override
  public String toString() {
    return Texts.of("%s:%s (%s)", host, port, setting);
  }
}
