package kubetraining.lab.embedded;

import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import org.jspecify.annotations.Nullable;

/** A container engine that cannot be used: what was found of it, and what to type. */
final class EngineTrouble extends LabUnavailableException {
  private static final long serialVersionUID = 1L;

  private final String found;
  private final String cure;

  EngineTrouble(String found, String cure) {
    this(found, cure, null);
  }

  EngineTrouble(String found, String cure, @Nullable Throwable cause) {
    super(Texts.of("%s.%nType: %s", found, cure), cause);
    this.found = found;
    this.cure = cure;
  }

  /** One sentence without its full stop. */
  String found() {
    return found;
  }

  String cure() {
    return cure;
  }
}
