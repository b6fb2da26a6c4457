package kubetraining.extender;

/** A request that is not answered, and why; the status is that of HTTP. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;

  Refused(int status, String why) {
    super(why);
    this.status = status;
  }

  int status() {
    return status;
  }
}
