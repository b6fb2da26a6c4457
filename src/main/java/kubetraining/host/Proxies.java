package kubetraining.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy an address of the outside world is reached by: first what the variables {@code
 * HTTP_PROXY}, {@code HTTPS_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} say, which Go, pip, npm
 * and apt obey, too; then what Java's own settings say, as in {@code -Dhttps.proxyHost}. Where a
 * variable is set in both cases, the lower one counts, as for curl and pip.
 *
 * <p>Sockets that a library opens by itself go past every proxy: those are ways to the lab.
 */
final class Proxies extends ProxySelector {
  private static final List<String> VARIABLES = List.of("http_proxy", "https_proxy", "all_proxy");

  private final Environment environment;
  private final UnaryOperator<@Nullable String> properties;
  private final @Nullable ProxySelector java;
  private final NoProxy direct;

  /**
   * @param properties Java's settings, by name
   * @param java what chooses by these
   */
  Proxies(
      Environment environment,
      UnaryOperator<@Nullable String> properties,
      @Nullable ProxySelector java) {
    this.environment = environment;
    this.properties = properties;
    this.java = java;
    this.direct = NoProxy.of(environment.get(nameOf("no_proxy")));
  }

  @Override
  public List<Proxy> select(URI address) {
    try {
      return List.of(proxyFor(address));
    } catch (ProxyException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * @throws ProxyException if one is set that cannot be used
   */
  Proxy proxyFor(URI address) throws ProxyException {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("http") || scheme.equals("https");
    if (!web || address.getHost() == null || direct.covers(address.getHost(), port(address))) {
      return Proxy.NO_PROXY;
    }
    for (String name : List.of(scheme + "_proxy", "all_proxy")) {
      Optional<Server> server = server(name);
      if (server.isPresent()) {
        return server.get().proxy();
      }
    }
    List<Proxy> chosen = java == null ? List.of() : java.select(address);
    return chosen.isEmpty() ? Proxy.NO_PROXY : chosen.get(0);
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
  }

  /** User and password of the proxy at that place. */
  Optional<PasswordAuthentication> login(String host, int port) {
    return servers().stream()
        .filter(server -> server.isAt(host, port))
        .findFirst()
        .flatMap(Server::login);
  }

  boolean anyLogin() {
    return servers().stream().anyMatch(server -> server.login().isPresent());
  }

  /** Those that variables name, for people. */
  List<String> named() {
    return ofVariables().stream().map(Server::toString).toList();
  }

  /** Why one of them cannot be used, and the cure. */
  Optional<String> trouble() {
    for (String name : VARIABLES) {
      try {
        server(name);
      } catch (ProxyException e) {
        return Optional.of(e.toString());
      }
    }
    return Optional.empty();
  }

  /** All that are set and can be used. */
  private List<Server> servers() {
    var ofJava = Stream.of("http", "https").flatMap(scheme -> ofJava(scheme).stream());
    return Stream.concat(ofVariables().stream(), ofJava).toList();
  }

  private List<Server> ofVariables() {
    return VARIABLES.stream().flatMap(name -> usable(name).stream()).toList();
  }

  private Optional<Server> usable(String name) {
    try {
      return server(name);
    } catch (ProxyException e) {
      return Optional.empty(); // told to whoever wants to use it
    }
  }

  private Optional<Server> server(String name) throws ProxyException {
    Optional<String> value = environment.get(nameOf(name));
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(Server.parse(nameOf(name), value.get()));
  }

  private Optional<Server> ofJava(String scheme) {
    String host = properties.apply(scheme + ".proxyHost");
    String port = properties.apply(scheme + ".proxyPort");
    String user = properties.apply(scheme + ".proxyUser");
    String password = properties.apply(scheme + ".proxyPassword");
    if (host == null || user == null || password == null) {
      return Optional.empty();
    }
    boolean number = port != null && port.matches("[0-9]{1,5}");
    int where = number ? Integer.parseInt(port) : scheme.equals("http") ? 80 : 443;
    var login = Optional.of(new PasswordAuthentication(user, password.toCharArray()));
    String setting = "-D" + scheme + ".proxyHost";
    return Optional.of(new Server(setting, Proxy.Type.HTTP, host, where, login));
  }

  private String nameOf(String name) {
    return environment.get(name).isPresent() ? name : name.toUpperCase(Locale.ROOT);
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
    // Whoever wanted the connection is told by an exception.
  }

  /**
   * A proxy as a variable of the environment names it: {@code http://user:password@host:port}.
   *
   * @param setting the name of that variable
   * @param login user and password; never to be shown
   */
  private record Server(
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
    static Server parse(String setting, String value) throws ProxyException {
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
      return new Server(setting, type, host.replaceAll("[\\[\\]]", ""), port, login);
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
      return Optional.of(
          new PasswordAuthentication(decoded(user), decoded(password).toCharArray()));
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
}
