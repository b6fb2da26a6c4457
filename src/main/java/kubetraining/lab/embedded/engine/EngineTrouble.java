package kubetraining.lab.embedded.engine;

import kubetraining.lab.LabUnavailableException;
import org.jspecify.annotations.Nullable;

/** A container engine that cannot be used: what was found of it, and what to type. */
public final class EngineTrouble extends LabUnavailableException {
  private static final long serialVersionUID = 1L;

  private final String found;
  private final String cure;

  EngineTrouble(String found, String cure) {
    this(found, cure, null);
  }

  public EngineTrouble(String found, String cure, @Nullable Throwable cause) {
    super(cause, "%s.%nType: %s", found, cure);
    this.found = found;
    this.cure = cure;
  }

  /** One sentence without its full stop. */
  public String found() {
    return found;
  }

  public String cure() {
    return cure;
  }
}
