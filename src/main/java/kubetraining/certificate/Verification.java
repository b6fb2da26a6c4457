package kubetraining.certificate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kubetraining.course.Verdict;
import kubetraining.host.Printable;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a certificate found.
 *
 * @param manifest null if it cannot be read
 * @param compared whether the guide in it was compared with the reader's own
 */
public record Verification(
    @Nullable Manifest manifest, Signer signer, List<Finding> findings, boolean compared) {

  /**
   * Who signed, as far as that can be known.
   *
   * @param fingerprint empty if the key in the bundle cannot be read
   * @param known why the key is known, in words; empty if it is not
   */
  record Signer(String fingerprint, String known) {}

  /** Whether everything is as it was signed, and as was asked for. */
  public boolean attested() {
    return findings.isEmpty();
  }

  /** The first of the reasons to refuse it; empty if there is none. */
  public Optional<Refusal> refusal() {
    return findings.stream().map(Finding::refusal).min(Comparator.naturalOrder());
  }

  /** The verdict that is attested; empty if nothing is. */
  public Optional<String> verdict() {
    return attested() ? Optional.ofNullable(manifest).map(Manifest::verdict) : Optional.empty();
  }

  /** What many certificates are compared by; what is not attested is what it claims. */
  public Line line() {
    String key = signer.fingerprint();
    if (manifest == null) {
      return new Line("", "", "", "", "", key);
    }
    var run = manifest.run();
    long certified =
        manifest.sections().stream()
            .filter(each -> each.verdict().equals(Verdict.CERTIFIED.name()))
            .count();
    String who = signer.known().isEmpty() ? run.by() : run.by() + " (" + signer.known() + ")";
    String when = run.id() + " " + run.startedAt();
    String sections = Texts.of("%s of %s", certified, manifest.sections().size());
    return new Line(who, when, run.word(), manifest.verdict(), sections, key);
  }

  /**
   * One of many.
   *
   * @param who as they call themselves, and how their key is known
   * @param run what tells it from all other runs
   * @param sections how many of them are certified
   * @param key its fingerprint
   */
  public record Line(
      String who, String run, String challenge, String verdict, String sections, String key) {}

  /** The same, refused because it is a copy. */
  public Verification copyOf(String other) {
    var more = new ArrayList<>(findings);
    more.add(new Finding("run", "it is the same run as in " + other, Refusal.COPY));
    return new Verification(manifest, signer, more, compared);
  }

  /** All of it for a person. */
  public String inWords(String place) {
    var lines = attested() && manifest != null ? attest(place, manifest) : refuse(place);
    // Names, titles and reasons are whatever somebody wrote into the bundle.
    return lines.stream().map(Printable::line).collect(Collectors.joining("\n"));
  }

  private List<String> refuse(String place) {
    boolean whole = refusal().filter(Refusal.CHANGED::equals).isEmpty();
    String why = whole ? "as it was signed, but not what you asked for" : "not as it was signed";
    var lines = new ArrayList<>(List.of(Texts.of("NOT ATTESTED: %s is %s.", place, why)));
    findings.forEach(each -> lines.add("  - " + each));
    if (!whole) {
      lines.add("Trust nothing in it. Ask for the certificate again.");
    }
    return lines;
  }

  private List<String> attest(String place, Manifest its) {
    var run = its.run();
    var lines = new ArrayList<String>();
    lines.add(Texts.of("ATTESTED: %s, verdict %s (%s)", place, its.verdict(), its.reason()));
    lines.add("");
    lines.add("It shows");
    String files = "  - that its %d files are, byte for byte, those that were signed";
    lines.add(Texts.of(files, its.files().size()));
    String end = run.endedAt().isEmpty() ? "(not ended)" : run.endedAt();
    String what = run.selection().isEmpty() ? "everything" : "selected by " + run.selection();
    String report = "  - what the report of run %s says: %s to %s, %s";
    lines.add(Texts.of(report, run.id(), run.startedAt(), end, what));
    its.sections()
        .forEach(each -> lines.add(Texts.of("      %-14s %s", each.verdict(), each.title())));
    lines.add("  - which scenarios there were and how they ended. " + Summary.scenarios(its));
    if (its.checks() != null) {
      lines.add("  - what the report says about its guide: " + its.checks().words());
    }
    if (!run.word().isEmpty()) {
      lines.add(Texts.of("  - that the challenge '%s' was known when the run began", run.word()));
    }
    if (compared) {
      lines.add("  - that these are the scenarios of the feature files you named, word for word");
    }
    lines.add("");
    lines.add("It does not show");
    doubts(its).forEach(each -> lines.add("  - " + each));
    return lines;
  }

  private List<String> doubts(Manifest its) {
    var doubts = new ArrayList<>(List.of(who(), whoseWork(its.run())));
    if (its.run().word().isEmpty()) {
      doubts.add(
          "when it was made: it has no challenge, and the times are those of the computer that ran it");
    }
    doubts.add(
        "that the computer that ran it was honest: anyone who can change the programs can change what they see");
    if (its.checks() == null) {
      doubts.add("that its checks were ever seen to say no: the report does not mention it");
    }
    if (!compared) {
      doubts.add("that the guide was complete: compare it with your own, by --features DIR");
    }
    return doubts;
  }

  private static String whoseWork(Manifest.Run run) {
    return Texts.of(
        "whose work it is: %s. A trainee's own key, made on their own computer, says that the holder of the key ran this, but not who that is",
        run.by().isEmpty()
            ? "nobody is named"
            : Texts.of("the person who ran it used the name '%s'", run.by()));
  }

  private String who() {
    return signer.known().isEmpty()
        ? Texts.of(
            "who signed: the key %s is UNKNOWN here, anybody could have made it. If you know whose it should be, name it by --key",
            signer.fingerprint())
        : Texts.of(
            "more about who signed than this: the key %s is %s",
            signer.fingerprint(), signer.known());
  }
}
