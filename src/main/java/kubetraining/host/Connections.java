package kubetraining.host;

import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The two ways from here: outward, to the sites of the world, by the proxies that are set; and
 * directly, to the lab, past every proxy whatever is set. No other class makes connections.
 */
public final class Connections {
  // Java refuses to log in to a proxy of https sites by user and password unless this is empty; it
  // reads it when the first connection is made, so it must be set before that.
  private static final String REFUSED_LOGINS = "jdk.http.auth.tunneling.disabledSchemes";
  private static final Proxies PROXIES = install();

  private Connections() {}

  private static Proxies install() {
    var proxies =
        new Proxies(
            Environment.ofProcess(), name -> System.getProperty(name), ProxySelector.getDefault());
    if (proxies.anyLogin()) {
      if (System.getProperty(REFUSED_LOGINS) == null) {
        System.setProperty(REFUSED_LOGINS, "");
      }
      Authenticator.setDefault(new Login(proxies));
    }
    // For libraries: Jib knows proxies by nothing else, and plain sockets would take SOCKS ones.
    ProxySelector.setDefault(proxies);
    return proxies;
  }

  /** A connection to a site of the world, redirects included; nothing was sent yet. */
  public static HttpURLConnection outward(URI address, Duration connect, Duration read)
      throws IOException {
    PROXIES.proxyFor(address);
    return limited(address.toURL().openConnection(), connect, read);
  }

  /** A connection to the lab; nothing was sent yet. */
  public static HttpURLConnection direct(URI address, Duration connect, Duration read)
      throws IOException {
    return limited(address.toURL().openConnection(Proxy.NO_PROXY), connect, read);
  }

  private static HttpURLConnection limited(URLConnection made, Duration connect, Duration read) {
    made.setConnectTimeout((int) connect.toMillis());
    made.setReadTimeout((int) read.toMillis());
    return (HttpURLConnection) made;
  }

  /** A client for the lab. It has threads of its own, so whoever asks often keeps it. */
  public static HttpClient directClient(Duration connect) {
    return HttpClient.newBuilder()
        .connectTimeout(connect)
        .proxy(HttpClient.Builder.NO_PROXY)
        .build();
  }

  /** Makes sockets to the lab. */
  public static SocketFactory directSockets() {
    return new DirectSockets();
  }

  /** Whether anything listens there, by the direct way. */
  public static boolean accepts(String host, int port, Duration limit) {
    try (var socket = directSockets().createSocket()) {
      socket.connect(new InetSocketAddress(host, port), (int) limit.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A socket that is not connected yet, and goes by this proxy or by none, whatever is set. */
  public static Socket socket(Proxy proxy) {
    return new Socket(proxy);
  }

  /** The proxies that variables name, without their logins; empty if none does. */
  public static List<String> proxies() {
    return PROXIES.named();
  }

  /** Why a proxy that a variable names cannot be used, and the cure. */
  public static Optional<String> trouble() {
    return PROXIES.trouble();
  }

  /**
   * Sees to it that a library which connects by itself goes by the proxies to sites of the world,
   * and past them with plain sockets.
   */
  public static void settle() {
    ProxySelector.setDefault(PROXIES);
  }

  /**
   * The same, for a library that pulls images from {@code registry}.
   *
   * @throws ProxyException if the proxy for that cannot be used by it
   */
  public static void settleFor(URI registry) throws ProxyException {
    settle();
    Proxy proxy = PROXIES.proxyFor(registry);
    if (proxy.type() == Proxy.Type.SOCKS && proxy.address() instanceof InetSocketAddress place) {
      throw new ProxyException(
          "images cannot be pulled through the SOCKS proxy %s:%s. Set an HTTP proxy:"
              + " HTTPS_PROXY=http://proxy.example:3128; or build from packages:"
              + " -Dartifacts.source=packages",
          place.getHostString(), place.getPort());
    }
  }

  /** Logs in to the proxies that are set, and to nothing else. */
  private static final class Login extends Authenticator {
    private final Proxies proxies;

    Login(Proxies proxies) {
      this.proxies = proxies;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? proxies.login(getRequestingHost(), getRequestingPort()).orElse(null)
          : null;
    }
  }

  /** Without any of Java's settings: {@code -DsocksProxyHost} holds for sockets made otherwise. */
  private static final class DirectSockets extends SocketFactory {
    @Override
    public Socket createSocket() {
      return new Socket(Proxy.NO_PROXY);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return createSocket(host, port, new InetSocketAddress(0).getAddress(), 0);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return createSocket(InetAddress.getByName(host), port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      Socket socket = createSocket();
      socket.bind(new InetSocketAddress(from, fromPort));
      socket.connect(new InetSocketAddress(host, port));
      return socket;
    }
  }
}
