package kubetraining.existing;

import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
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
    var own = pair();
    return signed(own, name, own.getPrivate(), Instant.now().plus(DAY), name, true);
  }

  /** One that this CA has signed, for a day. */
  Issued issue(String name, String... hosts) {
    return issueUntil(Instant.now().plus(DAY), name, hosts);
  }

  /** One that this CA has signed; it became valid two days before now. */
  Issued issueUntil(Instant until, String name, String... hosts) {
    String issuer = certificate.getSubjectX500Principal().getName().replace("CN=", "");
    return signed(pair(), issuer, keys.getPrivate(), until, name, false, hosts);
  }

  private static KeyPair pair() {
    var generator = Phases.call("EC", () -> KeyPairGenerator.getInstance("EC"));
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static Issued signed(
      KeyPair own,
      String issuer,
      PrivateKey by,
      Instant until,
      String name,
      boolean ca,
      String... hosts) {
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + issuer),
            BigInteger.valueOf(SERIAL.getAndIncrement()),
            Date.from(Instant.now().minus(DAY.multipliedBy(2))),
            Date.from(until),
            new X500Name("CN=" + name),
            own.getPublic());
    var names = Stream.concat(Stream.of(name), Stream.of(hosts)).map(Issued::name);
    var all = new GeneralNames(names.toArray(GeneralName[]::new));
    return Phases.call(
        "sign it",
        () -> {
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
          if (hosts.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, all);
          }
          var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by);
          var made = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
          return new Issued(made, own);
        });
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
    return Phases.call(
        "show it",
        () -> {
          var context = SSLContext.getInstance("TLS");
          String key = keyData();
          context.init(
              SSLUtils.keyManagers(certificateData(), null, key, null, "EC", "none", null, null),
              null,
              null);
          return context;
        });
  }
}
