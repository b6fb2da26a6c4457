package kubetraining.config;

import java.util.Locale;
import kubetraining.host.Texts;

/** Where the machines of the lab come from. */
public enum LabKind {
  /** Containers on this computer, behind an EC2 API of its own. */
  EMBEDDED(1),
  /** Machines of Amazon's EC2, which cost money. */
  AWS(1.5),
  /** A cluster that is already there. */
  EXISTING(1.5);

  private final double patience;

  LabKind(double patience) {
    this.patience = patience;
  }

  /** How many times as long as the catalogue of limits says a wait may take on such a lab. */
  double patience() {
    return patience;
  }

  static LabKind parse(String text) {
    for (LabKind kind : values()) {
      if (kind.word().equals(text)) {
        return kind;
      }
    }
    throw new ConfigException(
        Texts.of("lab kind '%s' is unknown; use -Dlab=embedded or -Dlab=aws", text));
  }

  /** The word users type. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
