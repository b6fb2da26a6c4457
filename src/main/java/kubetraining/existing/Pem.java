package kubetraining.existing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Certificates and keys in PEM that a kubeconfig has in itself, or in a file that it names.
 *
 * @param field the field that has it, for messages
 */
record Pem(Place place, String field, byte[] bytes) {
  /**
   * What one of two fields gives; empty if neither does.
   *
   * @param field the name of the one that names a file, as in {@code client-key}; the other has
   *     {@code -data} behind it, and takes precedence
   */
  static Optional<Pem> of(Place place, JsonNode part, String field) {
    String name = field + "-data";
    String data = Kubeconfig.text(part, name);
    if (!data.isEmpty()) {
      try {
        return Optional.of(new Pem(place, name, Base64.getMimeDecoder().decode(data)));
      } catch (IllegalArgumentException e) {
        throw place.wrong("not-base64", name);
      }
    }
    String file = Kubeconfig.text(part, field);
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(new Pem(place, field, content(place, field, file)));
  }

  /** What is in a file that a field names, which begins at the folder of the kubeconfig. */
  static byte[] content(Place place, String field, String name) {
    Path file = place.file().toAbsolutePath().resolveSibling(name);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      String seen = Files.notExists(file) ? "no such file" : e.getClass().getSimpleName();
      throw place.wrong("named-file", file.toString(), field, seen);
    }
  }

  /** The certificates in it, at least one. */
  List<X509Certificate> certificates() {
    try {
      var all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
      if (!all.isEmpty()) {
        return all.stream().map(X509Certificate.class::cast).toList();
      }
    } catch (CertificateException e) {
      // told below
    }
    throw place.wrong("not-pem", field);
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
