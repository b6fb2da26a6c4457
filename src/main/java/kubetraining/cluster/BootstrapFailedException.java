package kubetraining.cluster;

import kubetraining.host.Texts;

/** No cluster came of the machines; the message names the phase, its failure, and where to look. */
public final class BootstrapFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BootstrapFailedException(String phase, String evidence, RuntimeException cause) {
    super(Texts.of("phase '%s' failed: %s%n%s", phase, cause.getMessage(), evidence), cause);
  }
}
