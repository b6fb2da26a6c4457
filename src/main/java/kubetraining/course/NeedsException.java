package kubetraining.course;

import kubetraining.host.Texts;

/** The guide contradicts itself in what needs what; the message names the file. */
public final class NeedsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NeedsException(String pattern, Object... values) {
    super(Texts.of(pattern, values));
  }
}
