package kubetraining.existing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import kubetraining.host.Texts;
import kubetraining.progress.Phases;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that a test has made, with its key. */
record Issued(X509Certificate certificate, KeyPair keys) {
  private static final Duration DAY = Duration.ofDays(1);
  private static final AtomicLong SERIAL = new AtomicLong(1);

  /** One that can sign others. */
  static Issued ca(String name) {
    var keys = pair();
    return new Issued(
        signed(name, name, keys, keys, Instant.now().plus(DAY), List.of(), true), keys);
  }

  /** One that this CA has signed, for a day. */
  Issued issue(String name, String... hosts) {
    return issueUntil(Instant.now().plus(DAY), name, hosts);
  }

  /** One that this CA has signed; it became valid two days before now. */
  Issued issueUntil(Instant until, String name, String... hosts) {
    var fresh = pair();
    return new Issued(
        signed(
            name,
            certificate.getSubjectX500Principal().getName().replace("CN=", ""),
            fresh,
            keys,
            until,
            List.of(hosts),
            false),
        fresh);
  }

  private static KeyPair pair() {
    var generator = Phases.call("EC", () -> KeyPairGenerator.getInstance("EC"));
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509Certificate signed(
      String name,
      String issuer,
      KeyPair own,
      KeyPair of,
      Instant until,
      List<String> hosts,
      boolean ca) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=" + issuer),
              BigInteger.valueOf(SERIAL.getAndIncrement()),
              Date.from(Instant.now().minus(DAY.multipliedBy(2))),
              Date.from(until),
              new X500Name("CN=" + name),
              own.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
      if (!hosts.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(
                Stream.concat(Stream.of(name), hosts.stream())
                    .map(Issued::name)
                    .toArray(GeneralName[]::new)));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(of.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralName name(String host) {
    boolean address = host.matches("[0-9.]+");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  /** As kubeconfigs have it. */
  String certificateData() {
    return data("CERTIFICATE", Phases.call("encode it", certificate::getEncoded));
  }

  /** As kubeconfigs have it. */
  String keyData() {
    return data("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  private static String data(String kind, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    String pem = Texts.of("-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n", kind, body);
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
  }

  /** For a server that shows it. */
  SSLContext context() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server", keys.getPrivate(), new char[0], new X509Certificate[] {certificate});
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
