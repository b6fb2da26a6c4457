package kubetraining.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.course.Verdict;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Scenario;

/** The verdict of a run in words that an instructor can act on. */
final class StandingView {
  private final ProgressReport report;
  private final List<Scenario> failed;
  private final long done;

  private StandingView(ProgressReport report) {
    this.report = report;
    this.failed = report.scenarios().stream().filter(each -> each.outcome().failed()).toList();
    this.done = report.count(Outcome.DONE);
  }

  static View.Standing of(ProgressReport report) {
    return new StandingView(report).standing();
  }

  /** Those that were not attempted and should have been. */
  static Stream<Scenario> missed(ProgressReport report) {
    return report.scenarios().stream()
        .filter(each -> each.outcome() == Outcome.NOT_ATTEMPTED && !each.allowed());
  }

  /** Those that never came to an end. */
  static long open(ProgressReport report) {
    return report.count(Outcome.NOT_REACHED) + report.count(Outcome.UNDER_WAY);
  }

  private View.Standing standing() {
    if (report.run().endedAt() == null) {
      return underWay();
    }
    var left = report.leftovers();
    if (!failed.isEmpty()) {
      return failure();
    }
    if (left != null && !left.isEmpty()) {
      return standing(
          "wrong",
          "The lab left something behind",
          Texts.of(
              "%s, but giving the lab back left %s behind.",
              doneInWords(), Words.count(left.size(), "thing")));
    }
    if (!report.complaints().isEmpty()) {
      return standing(
          "wrong",
          "The run as a whole failed",
          doneInWords() + ", but something else went wrong: " + besides() + ".");
    }
    long missed = missed(report).count() + open(report) + report.count(Outcome.BLOCKED);
    if (done == 0 || missed > 0) {
      return standing(
          "not-yet",
          done == 0 ? "Nothing was shown" : "Not complete",
          doneInWords() + ".",
          Words.count(missed, "scenario") + " that should have been tried did not finish.");
    }
    return success();
  }

  private View.Standing success() {
    long certified = certified();
    int all = report.sections().size();
    if (report.verdict() == Verdict.CERTIFIED) {
      return standing(
          "done",
          "The lab is ready to use",
          "Every section is certified. " + doneInWords() + "." + allowedInWords());
    }
    return standing(
        "part",
        "Everything that was asked for is done",
        doneInWords() + "." + allowedInWords(),
        Texts.of(
            "That was only a part: of %s, %d %s certified by this run.",
            Words.count(all, "section"), certified, certified == 1 ? "is" : "are"));
  }

  private View.Standing failure() {
    long blocked = report.count(Outcome.BLOCKED);
    String counts =
        Texts.of(
            "%s failed%s; %s.",
            Words.count(failed.size(), "scenario"),
            blocked == 0 ? "" : Texts.of(", %d more could not be tried because of that", blocked),
            Texts.of("%d of %d are done", done, report.scenarios().size()));
    if (failed.stream().anyMatch(each -> each.outcome().ofTrainee())) {
      return standing("wrong", "Do not use this lab yet", counts);
    }
    return failed.stream().anyMatch(each -> each.outcome() == Outcome.SUITE_FAULT)
        ? standing(
            "suite-fault",
            "The suite itself failed",
            counts,
            "Neither the trainee nor the lab is to blame. Please report it, with the folder reports/.")
        : standing(
            "lab-fault",
            "The lab itself failed",
            counts,
            "Machines, the network or servers are to blame, not the trainee.");
  }

  private View.Standing underWay() {
    String upTo =
        lastEnded()
            .map(
                each ->
                    Texts.of(
                        "complete up to \u201c%s\u201d, %s",
                        each.name(), Words.moment(endOf(each))))
            .orElse("no scenario has ended");
    return standing(
        failed.isEmpty() ? "under-way" : "wrong",
        failed.isEmpty() ? "The run has not ended" : "Something failed, and the run has not ended",
        Texts.of("Under way, or cut off: %s.", upTo),
        doneInWords()
            + " so far"
            + (failed.isEmpty() ? "." : Texts.of(", %d failed.", failed.size())));
  }

  private Optional<Scenario> lastEnded() {
    return report.scenarios().stream()
        .filter(each -> each.startedAt() != null && each.outcome() != Outcome.UNDER_WAY)
        .max(Comparator.comparing(StandingView::endOf));
  }

  private static Instant endOf(Scenario scenario) {
    return Objects.requireNonNullElse(scenario.startedAt(), Instant.EPOCH)
        .plusMillis(Math.round(scenario.seconds() * 1000));
  }

  private long certified() {
    return report.sections().stream()
        .filter(each -> each.verdict().name().equals("CERTIFIED"))
        .count();
  }

  private String doneInWords() {
    return Texts.of("%d of %s done", done, Words.count(report.scenarios().size(), "scenario"))
        .replace(" done", done == 1 ? " is done" : " are done");
  }

  private String allowedInWords() {
    return report.allowed() == 0
        ? ""
        : Texts.of(" %d could not be attempted here, which is allowed.", report.allowed());
  }

  private View.Standing standing(String tone, String headline, String... sentences) {
    return new View.Standing(tone, headline, List.of(sentences), facts(), details());
  }

  private String facts() {
    var run = report.run();
    var lab = run.lab();
    return Texts.of(
        "%s, %s%s.",
        Words.moment(run.startedAt()),
        run.selection().isEmpty() ? "the whole guide" : "selected by " + run.selection(),
        lab == null ? ", no lab" : Texts.of(", lab %s (%s)", lab.name(), lab.kind()));
  }

  private List<View.Detail> details() {
    var run = report.run();
    var details = new ArrayList<View.Detail>();
    details.add(new View.Detail("Started", Words.moment(run.startedAt())));
    if (run.lab() != null && run.lab().hourlyPrice() != null) {
      details.add(
          new View.Detail("Price", Texts.of("about %.2f USD an hour", run.lab().hourlyPrice())));
    }
    if (run.endedAt() != null) {
      double took = Duration.between(run.startedAt(), run.endedAt()).toMillis() / 1000.0;
      details.add(new View.Detail("Took", Words.seconds(took)));
    }
    details.add(
        new View.Detail("Asked for", run.selection().isEmpty() ? "everything" : run.selection()));
    if (!run.challenge().isEmpty()) {
      details.add(new View.Detail("Run by", run.owner()));
      details.add(new View.Detail("Challenge", run.challenge()));
    }
    if (run.checks() != null) {
      details.add(new View.Detail("Its checks", run.checks().words()));
    }
    details.add(new View.Detail("Lab", labInWords()));
    details.add(new View.Detail("Left behind", leftInWords()));
    if (!report.complaints().isEmpty()) {
      details.add(new View.Detail("Also", besides()));
    }
    return details;
  }

  private String besides() {
    return String.join("; ", report.complaints());
  }

  private String labInWords() {
    var lab = report.run().lab();
    return lab == null
        ? "none was brought up"
        : Texts.of(
            "%s (%s), %s, Kubernetes %s, up after %s%s",
            lab.name(),
            lab.kind(),
            Words.count(lab.machines().size(), "machine"),
            lab.kubernetes(),
            Words.seconds(lab.broughtUpInSeconds()),
            lab.kept() ? ", kept" : "");
  }

  private String leftInWords() {
    var left = report.leftovers();
    if (left == null) {
      return "not checked yet";
    }
    return left.isEmpty() ? "nothing" : String.join(", ", left);
  }
}
