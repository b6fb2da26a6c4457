package kubetraining.run;

import kubetraining.lab.LabUnavailableException;

/**
 * A lab was kept, and nobody can go on with it as it is. It may hold somebody's work, so nothing of
 * it was removed; the message says what there is, and by which commands to go on.
 */
public final class KeptLabException extends LabUnavailableException {
  private static final long serialVersionUID = 1L;

  KeptLabException(String pattern, Object... values) {
    super(pattern, values);
  }

  KeptLabException(Throwable cause, String pattern, Object... values) {
    super(cause, pattern, values);
  }
}
