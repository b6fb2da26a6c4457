package kubetraining.certificate;

import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** A certificate could not be written or looked at; the message says what to do. */
public class CertificateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message whose values are filled in as {@link Texts#of} does. */
  public CertificateException(String pattern, @Nullable Object... values) {
    this(null, pattern, values);
  }

  public CertificateException(
      @Nullable Throwable cause, String pattern, @Nullable Object... values) {
    super(Texts.of(pattern, values), cause);
  }
}
