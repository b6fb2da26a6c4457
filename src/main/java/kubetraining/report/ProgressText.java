package kubetraining.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** The report in words: verdict first, then the scenarios, then what went wrong. */
record ProgressText(ProgressReport report) {
  private static final int LONGEST_LIST = 10;

  String text() {
    return Texts.of("# %s\n\n%s\n", headline(), runInWords())
        + part(
            "\n| Section | Verdict |\n| --- | --- |\n",
            report.sections().stream().map(each -> row(each.title(), verdict(each))))
        + ofEach(
            "\n| Scenario | Outcome | Seconds |\n| --- | --- | ---: |\n",
            each -> Stream.of(row(each.name(), each.outcome(), seconds(each.seconds()))))
        + ofEach("", ProgressText::messageOf)
        + details();
  }

  private String details() {
    return list(
            "\n## Blocked\n\nOne cause, one failure: fix that, and run again.\n\n",
            ScenarioWords.blocked(report))
        + ofEach(
            "\n## At risk\n\nThese came true with less than a fifth of their limit left:\n\n",
            each -> ScenarioWords.atRisk(each).stream().map(it -> item(each.name() + ": " + it)))
        + ofEach(
            "\n## What was seen\n\n| Scenario | What | Seen |\n| --- | --- | --- |\n",
            each ->
                each.facts().entrySet().stream()
                    .map(fact -> row(each.name(), fact.getKey(), fact.getValue())))
        + history(report.history())
        + ofEach(
            "\n## Pictures\n",
            each ->
                each.evidence().stream()
                    .filter(file -> file.endsWith(".png") || file.endsWith(".svg"))
                    .map(file -> Texts.of("\n%s\n\n![%1$s](%s)\n", each.name(), file)))
        + part(
            "\n## Out of scope\n",
            Stream.of(
                list("\nNothing of these sections was asked for:\n\n", outOfScope()),
                list(
                    "\nSlow, and only run if the tag filter names `@slow`:\n\n",
                    report.leftOut())));
  }

  /** The one line that says how the run ended, or how far it is. */
  String headline() {
    long done = report.count(Outcome.DONE);
    long allowed = report.allowed();
    int all = report.scenarios().size();
    String counts =
        Texts.of("%d of %d scenarios done", done, all)
            + (allowed > 0 ? Texts.of(", %d not attempted, allowed", allowed) : "");
    boolean open = report.run().endedAt() == null;
    return switch (report.verdict()) {
      case FAILED ->
          Texts.of("FAILED: %s, %s%s", String.join(", ", causes()), counts, open ? " so far" : "");
      case CERTIFIED -> "CERTIFIED: " + counts;
      default -> {
        if (open) {
          yield Texts.of("NOT ENDED: %s so far", counts);
        }
        if (done + allowed == all && done > 0) {
          yield Texts.of("DONE: %s%s", counts, partly());
        }
        var words = new ArrayList<>(ScenarioWords.counts(report));
        words.add(counts);
        yield "NOT DONE: " + String.join(", ", words);
      }
    };
  }

  private List<String> causes() {
    var causes = new ArrayList<>(ScenarioWords.counts(report));
    if (!report.complaints().isEmpty()) {
      causes.add("something else went wrong");
    }
    var left = report.leftovers();
    if (left != null && !left.isEmpty()) {
      causes.add(Texts.of("the lab left %d things behind", left.size()));
    }
    return causes;
  }

  private String partly() {
    return report.run().selection().isEmpty() && outOfScope().isEmpty()
        ? ""
        : "; this was a selection, so it certifies only its sections";
  }

  private List<String> outOfScope() {
    return report.sections().stream()
        .filter(each -> report.scenarios().stream().noneMatch(s -> s.section().equals(each.id())))
        .map(ProgressReport.Section::title)
        .toList();
  }

  private String verdict(ProgressReport.Section section) {
    return switch (section.verdict()) {
      case CERTIFIED, FAILED, UNDER_WAY -> section.verdict().name();
      case INCOMPLETE -> "INCOMPLETE: not all of its essential scenarios are done";
      case NOT_ATTEMPTED ->
          "NOT_ATTEMPTED" + (outOfScope().contains(section.title()) ? ": out of scope" : "");
    };
  }

  private String runInWords() {
    var run = report.run();
    var lines = new ArrayList<String>();
    String start = moment(run.startedAt());
    String end = run.endedAt() == null ? "(not ended, or cut off)" : moment(run.endedAt());
    String what =
        run.selection().isEmpty() ? "everything" : "selected by `" + run.selection() + "`";
    lines.add(Texts.of("Run `%s`, from %s to %s, %s.", run.id(), start, end, what));
    if (!run.challenge().isEmpty()) {
      lines.add(Texts.of("Run by %s, for the challenge `%s`.", run.owner(), run.challenge()));
    }
    if (run.trainee().equals(ProgressReport.PERSON)) {
      lines.add("A person typed the commands, and the suite only watched.");
    }
    if (run.checks() != null) {
      lines.add(Texts.of("Of this guide, %s.", run.checks().words()));
    }
    lines.add(run.lab() == null ? "No lab was brought up." : inWords(run.lab()));
    lines.add(leftoversInWords(report.leftovers()));
    report.complaints().forEach(why -> lines.add(Texts.of("Also: %s.", why)));
    return String.join("\n", lines) + "\n";
  }

  private static String moment(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String inWords(ProgressReport.Lab lab) {
    int machines = lab.machines().size();
    double up = lab.broughtUpInSeconds();
    var price = lab.hourlyPrice();
    String words = "Lab `%s` (%s), %d machines, Kubernetes %s, up after %.1f s%s%s.%s";
    String kept = lab.kept() ? ", kept" : "";
    String costs = price == null ? "" : Texts.of(", about %.2f USD an hour", price);
    String cluster = lab.cluster() == null ? "" : inWords(lab.cluster());
    return Texts.of(
        words, lab.name(), lab.kind(), machines, lab.kubernetes(), up, kept, costs, cluster);
  }

  private static String inWords(ProgressReport.Cluster cluster) {
    return Texts.of(
        "\nThe cluster existed before: UID %s, CA SHA-256 %s, nodes %s.",
        cluster.uid(), cluster.authority(), String.join(", ", cluster.nodes()));
  }

  private static String leftoversInWords(@Nullable List<String> left) {
    if (left == null) {
      return "Leftovers have not been looked for yet.";
    }
    return left.isEmpty()
        ? "Nothing was left behind."
        : "Left behind:\n\n- " + String.join("\n- ", left);
  }

  private static Stream<String> messageOf(ProgressReport.Scenario scenario) {
    String note = String.join("\n", ScenarioWords.why(scenario)).replace("```", "'''");
    if (scenario.outcome() == Outcome.BLOCKED || note.isEmpty()) {
      return Stream.empty();
    }
    String files = String.join(", ", scenario.evidence());
    return Stream.of(
        Texts.of("\n## %s: %s\n\n```\n%s\n```\n", scenario.outcome(), scenario.name(), note)
            + (files.isEmpty() ? "" : Texts.of("\nEvidence: %s\n", files)));
  }

  private static String history(ProgressReport.@Nullable History history) {
    if (history == null) {
      return "";
    }
    String turned =
        part(
            "\n| Scenario | Was | Is | Last tried in run |\n| --- | --- | --- | --- |\n",
            history.turned().stream().map(ProgressText::row));
    String slower =
        part(
            "\n| Slower | Seconds | Usually | Times |\n| --- | ---: | ---: | ---: |\n",
            history.slower().stream().map(ProgressText::row));
    String runs = history.runs() + (history.runs() == 1 ? " earlier run" : " earlier runs");
    String same = "No result changed, and nothing became much slower.\n";
    return Texts.of("\n## Since the last runs\n\nCompared with %s.\n", runs)
        + (turned.isEmpty() ? "" : turned + "\n")
        + (slower.isEmpty() ? "" : slower + "\n")
        + ids("Tried for the first time", history.first())
        + ids("No longer in the guide", history.gone())
        + ((turned + slower).isEmpty() ? same : "");
  }

  private static String ids(String what, List<String> ids) {
    if (ids.isEmpty()) {
      return "";
    }
    int more = ids.size() - LONGEST_LIST;
    String shown = ids.stream().limit(LONGEST_LIST).collect(Collectors.joining(", "));
    return Texts.of("%s: %s%s.\n", what, shown, more > 0 ? Texts.of(" and %d more", more) : "");
  }

  /** The same, with lines of each scenario. */
  private String ofEach(String heading, Function<ProgressReport.Scenario, Stream<String>> lines) {
    return part(heading, report.scenarios().stream().flatMap(lines));
  }

  private static String list(String heading, List<String> items) {
    return part(heading, items.stream().map(ProgressText::item));
  }

  private static String seconds(double seconds) {
    return Texts.of("%.1f", seconds);
  }

  /** Lines below a heading; nothing without lines. */
  private static String part(String heading, Stream<String> lines) {
    String all = lines.collect(Collectors.joining());
    return all.isEmpty() ? "" : heading + all;
  }

  private static String item(String text) {
    return Texts.of("- %s\n", text);
  }

  private static String row(ProgressReport.Turned it) {
    return row(it.name(), it.before().words(), it.now().words(), "`" + it.run() + "`");
  }

  private static String row(ProgressReport.Slower it) {
    return row(it.name(), seconds(it.seconds()), seconds(it.usualSeconds()), it.times());
  }

  private static String row(@Nullable Object... cells) {
    return Stream.of(cells)
        .map(cell -> Objects.toString(cell).replace("|", "\\|").replace("\n", " "))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
