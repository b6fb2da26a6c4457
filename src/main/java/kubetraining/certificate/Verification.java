package kubetraining.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** What a look at a certificate found. */
public final class Verification {
  private final @Nullable Manifest manifest;
  private final Signer signer;
  private final List<Finding> findings;
  private final boolean compared;

  /**
   * Who signed, as far as that can be known.
   *
   * @param fingerprint empty if the key in the bundle cannot be read
   * @param known why the key is known, in words; empty if it is not
   */
  record Signer(String fingerprint, String known) {}

  Verification(
      @Nullable Manifest manifest, Signer signer, List<Finding> findings, boolean compared) {
    this.manifest = manifest;
    this.signer = signer;
    this.findings = List.copyOf(findings);
    this.compared = compared;
  }

  /** Whether everything is as it was signed, and as was asked for. */
  public boolean attested() {
    return findings.isEmpty();
  }

  public List<Finding> findings() {
    return findings;
  }

  /** The verdict that is attested; empty if nothing is. */
  public Optional<String> verdict() {
    return attested() ? Optional.ofNullable(manifest).map(Manifest::verdict) : Optional.empty();
  }

  /** All of it for a person. */
  public String inWords(String place) {
    var lines = new ArrayList<String>();
    if (!attested() || manifest == null) {
      lines.add(
          Texts.of("NOT ATTESTED: %s is not as it was signed, or not what you asked for.", place));
      findings.forEach(each -> lines.add("  - " + each));
      lines.add("Trust nothing in it. Ask for the certificate once more.");
      return String.join("\n", lines);
    }
    lines.add(
        Texts.of("ATTESTED: %s, verdict %s (%s)", place, manifest.verdict(), manifest.reason()));
    lines.add("");
    lines.add("It attests");
    lines.add(
        Texts.of(
            "  - that its %d files are, byte for byte, those that were signed",
            manifest.files().size()));
    lines.add(
        Texts.of(
            "  - that the report of run %s says so: %s to %s, %s",
            manifest.run().id(),
            manifest.run().startedAt(),
            manifest.run().endedAt().isEmpty() ? "(not ended)" : manifest.run().endedAt(),
            manifest.run().selection().isEmpty()
                ? "everything"
                : "selected by " + manifest.run().selection()));
    manifest
        .sections()
        .forEach(each -> lines.add(Texts.of("      %-14s %s", each.verdict(), each.title())));
    lines.add("  - which scenarios there were and how they ended. " + Summary.scenarios(manifest));
    if (compared) {
      lines.add("  - that these are the scenarios of the feature files you named, each word");
    }
    lines.add("");
    lines.add("It does not attest");
    lines.add("  - " + who());
    lines.add(
        "  - that the computer of whoever ran it was honest: who can change the programs can change what they see");
    if (!compared) {
      lines.add("  - that the guide was whole: compare it with your own, by --features DIR");
    }
    return String.join("\n", lines);
  }

  private String who() {
    return signer.known().isEmpty()
        ? Texts.of(
            "who signed: the key %s is unknown here. If you know whose it should be, name it by --key",
            signer.fingerprint())
        : Texts.of(
            "more of who signed than this: the key %s is %s", signer.fingerprint(), signer.known());
  }
}
