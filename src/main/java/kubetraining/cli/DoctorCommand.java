package kubetraining.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import kubetraining.host.Printable;
import kubetraining.run.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Names every prerequisite, found or missing, with the cure. */
@Command(
    name = "doctor",
    description = {
      "Names every prerequisite of the lab on this computer, found or missing, with the cure.",
      "It changes nothing. What says 'missing' in small letters the lab can do without."
    },
    exitCodeList = {
      "0:this computer can run the lab",
      "1:something is missing",
      "2:it could not be told"
    },
    footer = "  ./training doctor")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var findings = new Doctor(options.config()).examine();
    for (var finding : findings) {
      out.printf(
          Locale.ROOT,
          "%-8s %-18s %s%n",
          word(finding),
          finding.name(),
          Printable.of(finding.seen()));
      if (!finding.good()) {
        out.printf(Locale.ROOT, "%-8s %-18s cure: %s%n", "", "", Printable.of(finding.cure()));
      }
    }
    boolean good = findings.stream().allMatch(each -> each.good() || each.optional());
    out.println(good ? "This computer can run the lab." : "Cure what is missing, then ask again.");
    out.flush();
    return good ? 0 : Training.NEGATIVE;
  }

  private static String word(Doctor.Finding finding) {
    String missing = finding.optional() ? "missing" : "MISSING";
    return finding.good() ? "found" : missing;
  }
}
