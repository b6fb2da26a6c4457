package kubetraining.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where the machines of the lab come from. */
public enum LabKind {
  /** Containers on this computer, behind an EC2 API of its own. */
  EMBEDDED(1),
  /** Machines of Amazon's EC2, which cost money. */
  AWS(1.5),
  /** All that happens on AWS, on machines of this computer that know nothing. */
  AWS_REHEARSAL(1.5),
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
    for (LabKind kind : List.of(EMBEDDED, AWS, EXISTING)) {
      if (kind.word().equals(text)) {
        return kind;
      }
    }
    throw new ConfigException(
        "lab kind '%s' is unknown; use -Dlab=embedded, -Dlab=aws or -Dlab=existing", text);
  }

  /** How records and reports name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What users type. */
  public String settings() {
    return this == AWS_REHEARSAL ? AWS.settings() + " -Dlab.aws.rehearsal=true" : "-Dlab=" + word();
  }

  /** What users type for the kind that a record names. */
  public static String settings(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .map(LabKind::settings)
        .orElse("-Dlab=" + word);
  }

  /** Whether its machines are asked for and set up as on AWS. */
  public boolean isAws() {
    return this == AWS || this == AWS_REHEARSAL;
  }
}
