package kubetraining.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** The report in words: verdict first, then the scenarios, then what went wrong. */
final class ProgressText {
  private ProgressText() {}

  static String of(ProgressReport report) {
    var text = new StringBuilder();
    text.append("# ").append(headline(report)).append("\n\n");
    text.append(runInWords(report)).append('\n');
    text.append("\n| Section | Verdict |\n| --- | --- |\n");
    for (var section : report.sections()) {
      text.append(Texts.of("| %s | %s |\n", cell(section.title()), inWords(report, section)));
    }
    text.append("\n| Scenario | Outcome | Seconds |\n| --- | --- | ---: |\n");
    for (var scenario : report.scenarios()) {
      text.append(
          Texts.of(
              "| %s | %s | %s |\n",
              cell(scenario.name()), scenario.outcome(), Texts.of("%.1f", scenario.seconds())));
    }
    report.scenarios().stream()
        .filter(scenario -> scenario.outcome() != Outcome.BLOCKED && !ofNote(scenario).isEmpty())
        .forEach(scenario -> text.append(messageOf(scenario)));
    appendBlocked(report, text);
    appendAtRisk(report, text);
    appendFacts(report, text);
    text.append(HistoryText.of(report));
    appendPictures(report, text);
    appendOutOfScope(report, text);
    return text.toString();
  }

  /** The one line that says how the run stands. */
  static String headline(ProgressReport report) {
    long done = report.count(Outcome.DONE);
    String counts = Texts.of("%d of %d scenarios done", done, report.scenarios().size());
    long allowed = report.allowed();
    if (allowed > 0) {
      counts += Texts.of(", %d not attempted, allowed", allowed);
    }
    return switch (report.verdict()) {
      case FAILED -> failed(report, counts);
      case CERTIFIED -> "CERTIFIED: " + counts;
      default -> {
        if (report.run().endedAt() == null) {
          yield Texts.of("NOT ENDED: %s so far", counts);
        }
        yield done + allowed == report.scenarios().size() && done > 0
            ? Texts.of("DONE: %s%s", counts, partly(report))
            : Texts.of("NOT DONE: %s", String.join(", ", words(report, counts)));
      }
    };
  }

  private static String failed(ProgressReport report, String counts) {
    var causes = new ArrayList<String>(ScenarioWords.counts(report));
    causes.addAll(
        report.complaints().isEmpty() ? List.of() : List.of("something went wrong besides"));
    var left = report.leftovers();
    if (left != null && !left.isEmpty()) {
      causes.add(Texts.of("the lab left %d things behind", left.size()));
    }
    return Texts.of(
        "FAILED: %s, %s%s",
        String.join(", ", causes), counts, report.run().endedAt() == null ? " so far" : "");
  }

  private static List<String> words(ProgressReport report, String counts) {
    var words = new ArrayList<>(ScenarioWords.counts(report));
    words.add(counts);
    return words;
  }

  private static String partly(ProgressReport report) {
    return report.run().selection().isEmpty() && outOfScope(report).isEmpty()
        ? ""
        : "; this was a selection, and certifies no more than its sections";
  }

  private static List<String> outOfScope(ProgressReport report) {
    return report.sections().stream()
        .filter(
            section -> report.scenarios().stream().noneMatch(s -> s.section().equals(section.id())))
        .map(ProgressReport.Section::title)
        .toList();
  }

  private static String inWords(ProgressReport report, ProgressReport.Section section) {
    return switch (section.verdict()) {
      case CERTIFIED, FAILED, UNDER_WAY -> section.verdict().name();
      case INCOMPLETE -> "INCOMPLETE: not all of its essential scenarios are done";
      case NOT_ATTEMPTED ->
          outOfScope(report).contains(section.title())
              ? "NOT_ATTEMPTED: out of scope"
              : "NOT_ATTEMPTED";
    };
  }

  private static String runInWords(ProgressReport report) {
    var run = report.run();
    var lines = new StringBuilder();
    lines.append(
        Texts.of(
            "Run `%s`, from %s to %s, %s.\n",
            run.id(),
            run.startedAt().truncatedTo(ChronoUnit.SECONDS),
            run.endedAt() == null
                ? "(not ended, or cut off)"
                : run.endedAt().truncatedTo(ChronoUnit.SECONDS),
            run.selection().isEmpty()
                ? "everything"
                : Texts.of("selected by `%s`", run.selection())));
    if (!run.challenge().isEmpty()) {
      lines.append(Texts.of("Run by %s, for the challenge `%s`.\n", run.owner(), run.challenge()));
    }
    if (run.checks() != null) {
      lines.append(Texts.of("Of this guide, %s.\n", run.checks().words()));
    }
    var lab = run.lab();
    if (lab == null) {
      lines.append("No lab was brought up.\n");
    } else {
      lines.append(
          Texts.of(
              "Lab `%s` (%s), %d machines, Kubernetes %s, up after %.1f s%s%s.\n",
              lab.name(),
              lab.kind(),
              lab.machines().size(),
              lab.kubernetes(),
              lab.broughtUpInSeconds(),
              lab.kept() ? ", kept" : "",
              lab.hourlyPrice() == null
                  ? ""
                  : Texts.of(", about %.2f USD an hour", lab.hourlyPrice())));
    }
    lines.append(leftoversInWords(report.leftovers()));
    report.complaints().forEach(why -> lines.append(Texts.of("Besides: %s.\n", why)));
    return lines.toString();
  }

  private static String leftoversInWords(@Nullable List<String> left) {
    if (left == null) {
      return "Nobody has looked for leftovers yet.\n";
    }
    return left.isEmpty()
        ? "Nothing was left behind.\n"
        : Texts.of("Left behind:\n\n- %s\n", String.join("\n- ", left));
  }

  private static String ofNote(ProgressReport.Scenario scenario) {
    return String.join("\n", ScenarioWords.why(scenario));
  }

  private static String messageOf(ProgressReport.Scenario scenario) {
    return Texts.of(
        "\n## %s: %s\n\n```\n%s\n```\n%s",
        scenario.outcome(),
        scenario.name(),
        ofNote(scenario).replace("```", "'''"),
        scenario.evidence().isEmpty()
            ? ""
            : Texts.of("\nEvidence: %s\n", String.join(", ", scenario.evidence())));
  }

  private static void appendBlocked(ProgressReport report, StringBuilder text) {
    var blocked = ScenarioWords.blocked(report);
    if (!blocked.isEmpty()) {
      text.append("\n## Blocked\n\nOne cause, one failure: mend that, and run again.\n\n");
      blocked.forEach(line -> text.append(Texts.of("- %s\n", line)));
    }
  }

  private static void appendAtRisk(ProgressReport report, StringBuilder text) {
    var lines = new ArrayList<String>();
    report
        .scenarios()
        .forEach(
            scenario ->
                ScenarioWords.atRisk(scenario)
                    .forEach(line -> lines.add(Texts.of("- %s: %s\n", scenario.name(), line))));
    if (!lines.isEmpty()) {
      text.append(
          "\n## At risk\n\nThese came true with less than a fifth of their limit left:\n\n");
      lines.forEach(text::append);
    }
  }

  private static void appendFacts(ProgressReport report, StringBuilder text) {
    var withFacts = report.scenarios().stream().filter(s -> !s.facts().isEmpty()).toList();
    if (withFacts.isEmpty()) {
      return;
    }
    text.append("\n## What was seen\n\n| Scenario | What | Seen |\n| --- | --- | --- |\n");
    for (var scenario : withFacts) {
      scenario
          .facts()
          .forEach(
              (name, value) ->
                  text.append(
                      Texts.of(
                          "| %s | %s | %s |\n",
                          cell(scenario.name()), cell(name), cell(Objects.toString(value)))));
    }
  }

  private static void appendPictures(ProgressReport report, StringBuilder text) {
    var pictures = new StringBuilder();
    for (var scenario : report.scenarios()) {
      scenario.evidence().stream()
          .filter(file -> file.endsWith(".png") || file.endsWith(".svg"))
          .forEach(
              file -> pictures.append(Texts.of("\n%s\n\n![%1$s](%s)\n", scenario.name(), file)));
    }
    if (!pictures.isEmpty()) {
      text.append("\n## Pictures\n").append(pictures);
    }
  }

  private static void appendOutOfScope(ProgressReport report, StringBuilder text) {
    var sections = outOfScope(report);
    if (sections.isEmpty() && report.leftOut().isEmpty()) {
      return;
    }
    text.append("\n## Out of scope\n");
    if (!sections.isEmpty()) {
      text.append("\nNothing of these sections was asked for:\n\n");
      sections.forEach(title -> text.append(Texts.of("- %s\n", title)));
    }
    if (!report.leftOut().isEmpty()) {
      text.append("\nSlow, and only run if the tag filter names `@slow`:\n\n");
      report.leftOut().forEach(name -> text.append(Texts.of("- %s\n", name)));
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
