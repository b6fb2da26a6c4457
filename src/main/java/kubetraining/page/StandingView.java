package kubetraining.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.course.Verdict;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Scenario;

/** The verdict of a run in words that an instructor can act on. */
record StandingView(ProgressReport report, List<Scenario> failed, long done) {

  static View.Standing of(ProgressReport report) {
    var failed = report.scenarios().stream().filter(each -> each.outcome().failed()).toList();
    return new StandingView(report, failed, report.count(Outcome.DONE)).standing();
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
      String things = Words.count(left.size(), "thing");
      String words = Texts.of("%s, but giving the lab back left %s behind.", doneInWords(), things);
      return standing("wrong", "The lab left something behind", words);
    }
    if (!report.complaints().isEmpty()) {
      String words = doneInWords() + ", but something else went wrong: " + besides() + ".";
      return standing("wrong", "The run as a whole failed", words);
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
    long certified =
        report.sections().stream().filter(it -> it.verdict() == Verdict.CERTIFIED).count();
    int all = report.sections().size();
    String done = doneInWords() + "." + allowedInWords();
    if (report.verdict() == Verdict.CERTIFIED) {
      return standing("done", "The lab is ready to use", "Every section is certified. " + done);
    }
    String words = "That was only a part: of %s, %d %s certified by this run.";
    String part =
        Texts.of(words, Words.count(all, "section"), certified, certified == 1 ? "is" : "are");
    return standing("part", "Everything that was asked for is done", done, part);
  }

  private View.Standing failure() {
    long blocked = report.count(Outcome.BLOCKED);
    String more =
        blocked == 0 ? "" : Texts.of(", %d more could not be tried because of that", blocked);
    String all = Words.count(failed.size(), "scenario");
    String counts =
        Texts.of("%s failed%s; %d of %d are done.", all, more, done, report.scenarios().size());
    if (failed.stream().anyMatch(each -> each.outcome().ofTrainee())) {
      return standing("wrong", "Do not use this lab yet", counts);
    }
    if (failed.stream().anyMatch(each -> each.outcome() == Outcome.SUITE_FAULT)) {
      String blame =
          "Neither the trainee nor the lab is to blame. Please report it, with the folder reports/.";
      return standing("suite-fault", "The suite itself failed", counts, blame);
    }
    String blame = "Machines, the network or servers are to blame, not the trainee.";
    return standing("lab-fault", "The lab itself failed", counts, blame);
  }

  private View.Standing underWay() {
    String words = "complete up to \u201c%s\u201d, %s";
    String upTo =
        report.scenarios().stream()
            .filter(each -> each.startedAt() != null && each.outcome() != Outcome.UNDER_WAY)
            .max(Comparator.comparing(StandingView::endOf))
            .map(each -> Texts.of(words, each.name(), Words.moment(endOf(each))))
            .orElse("no scenario has ended");
    boolean well = failed.isEmpty();
    return standing(
        well ? "under-way" : "wrong",
        well ? "The run has not ended" : "Something failed, and the run has not ended",
        Texts.of("Under way, or cut off: %s.", upTo),
        doneInWords() + " so far" + (well ? "." : Texts.of(", %d failed.", failed.size())));
  }

  private static Instant endOf(Scenario scenario) {
    var start = Objects.requireNonNullElse(scenario.startedAt(), Instant.EPOCH);
    return start.plusMillis(Math.round(scenario.seconds() * 1000));
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
    String what = run.selection().isEmpty() ? "the whole guide" : "selected by " + run.selection();
    String where = lab == null ? "no lab" : Texts.of("lab %s (%s)", lab.name(), lab.kind());
    return Texts.of("%s, %s, %s.", Words.moment(run.startedAt()), what, where);
  }

  private List<View.Detail> details() {
    var run = report.run();
    var price = run.lab() == null ? null : run.lab().hourlyPrice();
    var end = Objects.requireNonNullElse(run.endedAt(), run.startedAt());
    double took = Duration.between(run.startedAt(), end).toMillis() / 1000.0;
    boolean challenged = !run.challenge().isEmpty();
    boolean typed = run.trainee().equals(ProgressReport.PERSON);
    return Stream.of(
            new View.Detail("Started", Words.moment(run.startedAt())),
            new View.Detail(
                "Price", price == null ? "" : Texts.of("about %.2f USD an hour", price)),
            new View.Detail("Took", run.endedAt() == null ? "" : Words.seconds(took)),
            new View.Detail(
                "Asked for", run.selection().isEmpty() ? "everything" : run.selection()),
            new View.Detail("Run by", challenged ? run.owner() : ""),
            new View.Detail("Challenge", run.challenge()),
            new View.Detail("Typed by", typed ? "a person; the suite only watched" : ""),
            new View.Detail("Its checks", run.checks() == null ? "" : run.checks().words()),
            new View.Detail("Lab", labInWords()),
            new View.Detail("Left behind", leftInWords()),
            new View.Detail("Also", besides()))
        .filter(each -> !each.value().isEmpty())
        .toList();
  }

  private String besides() {
    return String.join("; ", report.complaints());
  }

  private String labInWords() {
    var lab = report.run().lab();
    if (lab == null) {
      return "none was brought up";
    }
    String machines = Words.count(lab.machines().size(), "machine");
    String took = Words.seconds(lab.broughtUpInSeconds()) + (lab.kept() ? ", kept" : "");
    String words = "%s (%s), %s, Kubernetes %s, up after %s";
    return Texts.of(words, lab.name(), lab.kind(), machines, lab.kubernetes(), took);
  }

  private String leftInWords() {
    var left = report.leftovers();
    if (left == null) {
      return "not checked yet";
    }
    return left.isEmpty() ? "nothing" : String.join(", ", left);
  }
}
