package kubetraining.lab;

/** What is kept of a lab in its folder cannot be understood. */
public final class DamagedRecordException extends LabUnavailableException {
  private static final long serialVersionUID = 1L;
  private final String damage;

  DamagedRecordException(String damage, String lab, Exception cause) {
    super(
        cause,
        "%s; give the lab back with './training down --name %s', then run again",
        damage,
        lab);
    this.damage = damage;
  }

  /** Which file is damaged, and how. */
  public String damage() {
    return damage;
  }
}
