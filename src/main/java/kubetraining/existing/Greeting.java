package kubetraining.existing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import kubetraining.config.ConfigException;
import kubetraining.host.Connections;
import kubetraining.host.Sha256;

/** The first words with a server: whether it is there, and shows that it is the one. */
record Greeting(Kubeconfig kubeconfig, Place place, String host, int port) {
  private static final int LIMIT_MILLIS = 3_000;
  private static final int HTTPS = 443;
  private static final String HINT =
      " Variables name a proxy, but only proxy-url in the kubeconfig is used for clusters.";

  private static final Map<Class<? extends IOException>, String> PROBLEMS =
      Map.of(
          UnknownHostException.class, "no-host",
          NoRouteToHostException.class, "no-route",
          SocketTimeoutException.class, "no-answer");

  Greeting(Kubeconfig kubeconfig) {
    this(
        kubeconfig,
        kubeconfig.place(),
        kubeconfig.server().getHost().replaceAll("[\\[\\]]", ""),
        kubeconfig.server().getPort() < 0 ? HTTPS : kubeconfig.server().getPort());
  }

  /**
   * Connects, and ends the connection.
   *
   * @return the SHA-256 fingerprint of the CA that has signed the server's certificate
   * @throws ConfigException saying why this is not the server
   */
  String exchange(Login login, Consumer<String> tries) {
    var seeing = new SeeingTrust(trusted());
    tries.accept("connect");
    try (Socket plain = Connections.socket(proxy())) {
      connect(plain);
      tries.accept("open an encrypted connection");
      plain.setSoTimeout(LIMIT_MILLIS);
      var context = SSLContext.getInstance("TLS");
      var keys = login.certificate().map(ClientCertificate::manager).stream();
      context.init(keys.toArray(KeyManager[]::new), new TrustManager[] {seeing}, null);
      var sockets = context.getSocketFactory();
      try (var socket = (SSLSocket) sockets.createSocket(plain, host, port, true)) {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
      }
      return Sha256.of(seeing.ca().getEncoded());
    } catch (IOException e) {
      throw seeing.chain.isEmpty() ? notEncrypted(e) : refused(seeing, seeing.chain.get(0));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot open an encrypted connection", e);
    }
  }

  private Proxy proxy() {
    return kubeconfig.proxy().map(Greeting::proxy).orElse(Proxy.NO_PROXY);
  }

  private static Proxy proxy(URI named) {
    var type = named.getScheme().equals("http") ? Proxy.Type.HTTP : Proxy.Type.SOCKS;
    return new Proxy(type, new InetSocketAddress(named.getHost(), named.getPort()));
  }

  private void connect(Socket socket) {
    boolean direct = kubeconfig.proxy().isEmpty();
    try {
      var target =
          direct
              ? new InetSocketAddress(InetAddress.getByName(host), port)
              : InetSocketAddress.createUnresolved(host, port);
      socket.connect(target, LIMIT_MILLIS);
    } catch (IOException e) {
      String problem = PROBLEMS.getOrDefault(e.getClass(), "no-port");
      String by = kubeconfig.proxy().map(each -> " by the proxy " + each).orElse("");
      String seen = Objects.requireNonNullElse(e.getMessage(), "an end");
      throw place.wrong(problem, by, seen, direct && !Connections.proxies().isEmpty() ? HINT : "");
    }
  }

  private ConfigException notEncrypted(IOException e) {
    boolean silent = e instanceof SocketTimeoutException;
    String seen = silent ? "no answer within 3 s" : "an answer without encryption, or a refusal";
    return place.wrong("no-certificate", seen);
  }

  private ConfigException refused(SeeingTrust seeing, X509Certificate shown) {
    Instant from = shown.getNotBefore().toInstant();
    Instant until = shown.getNotAfter().toInstant();
    if (Instant.now().isBefore(from) || Instant.now().isAfter(until)) {
      return place.wrong("server-expired", from, until);
    }
    if (!seeing.trusted) {
      boolean own = kubeconfig.ca().isPresent();
      String by =
          own ? "the CA in the kubeconfig" : "a CA that Java knows, as the kubeconfig has none";
      return place.wrong("other-ca", by, shown.getIssuerX500Principal().getName());
    }
    return place.wrong("other-name", host, names(shown));
  }

  private static String names(X509Certificate certificate) {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return names == null
          ? "no name at all"
          : names.stream().map(each -> each.get(1).toString()).sorted().collect(joining(", "));
    } catch (CertificateException e) {
      return "names that cannot be read";
    }
  }

  private X509TrustManager trusted() {
    try {
      KeyStore store = null;
      if (kubeconfig.ca().isPresent()) {
        store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate each : kubeconfig.ca().get().certificates()) {
          store.setCertificateEntry("ca-" + store.size(), each);
        }
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot check certificates", e);
    }
  }

  /** Trusts as another one does, and keeps what it was shown. Java checks the name after it. */
  private static final class SeeingTrust implements X509TrustManager {
    private final X509TrustManager other;
    private List<X509Certificate> chain = List.of();
    private boolean trusted;

    SeeingTrust(X509TrustManager other) {
      this.other = other;
    }

    /** The CA by which the server was trusted. */
    X509Certificate ca() {
      return chain.stream()
          .flatMap(shown -> Stream.of(getAcceptedIssuers()).filter(ca -> hasSigned(ca, shown)))
          .findFirst()
          .orElseThrow();
    }

    private static boolean hasSigned(X509Certificate ca, X509Certificate shown) {
      try {
        shown.verify(ca.getPublicKey());
        return true;
      } catch (GeneralSecurityException e) {
        return ca.equals(shown);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String kind)
        throws CertificateException {
      chain = List.of(shown);
      other.checkServerTrusted(shown, kind);
      trusted = true;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String kind)
        throws CertificateException {
      other.checkClientTrusted(shown, kind);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return other.getAcceptedIssuers();
    }
  }
}
