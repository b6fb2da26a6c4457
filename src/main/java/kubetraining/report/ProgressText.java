package kubetraining.report;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import kubetraining.course.Outcome;
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
      text.append("| %s | %s |\n".formatted(cell(section.title()), inWords(section.verdict())));
    }
    text.append("\n| Scenario | Outcome | Seconds |\n| --- | --- | ---: |\n");
    for (var scenario : report.scenarios()) {
      text.append(
          "| %s | %s | %s |\n"
              .formatted(
                  cell(scenario.name()),
                  scenario.outcome(),
                  String.format(Locale.ROOT, "%.1f", scenario.seconds())));
    }
    report.scenarios().stream()
        .filter(scenario -> !scenario.message().isEmpty())
        .forEach(scenario -> text.append(messageOf(scenario)));
    appendFacts(report, text);
    text.append(HistoryText.of(report));
    appendPictures(report, text);
    appendLeftOut(report, text);
    return text.toString();
  }

  /** The one line that says how the run stands. */
  static String headline(ProgressReport report) {
    long done = report.count(Outcome.DONE);
    String counts = "%d of %d scenarios done".formatted(done, report.scenarios().size());
    if (report.count(Outcome.WRONG) > 0) {
      return "FAILED: %d wrong, %s".formatted(report.count(Outcome.WRONG), counts);
    }
    if (report.leftovers() != null && !report.leftovers().isEmpty()) {
      return "FAILED: the lab left %d things behind, %s"
          .formatted(report.leftovers().size(), counts);
    }
    if (report.run().endedAt() == null) {
      return "NOT ENDED: %s so far".formatted(counts);
    }
    long allowed = report.allowed();
    if (allowed > 0) {
      counts += ", %d not attempted, allowed".formatted(allowed);
    }
    return done + allowed == report.scenarios().size() && done > 0
        ? "DONE: " + counts
        : "NOT DONE: " + counts;
  }

  private static String inWords(Verdict verdict) {
    return switch (verdict) {
      case CERTIFIED -> "CERTIFIED";
      case FAILED -> "FAILED";
      case UNDER_WAY -> "UNDER_WAY";
      case INCOMPLETE -> "INCOMPLETE: only a selection of its essential scenarios is done";
      case NOT_ATTEMPTED -> "NOT_ATTEMPTED";
    };
  }

  private static String runInWords(ProgressReport report) {
    var run = report.run();
    var lines = new StringBuilder();
    lines.append(
        "Run `%s`, from %s to %s, %s.\n"
            .formatted(
                run.id(),
                run.startedAt().truncatedTo(ChronoUnit.SECONDS),
                run.endedAt() == null
                    ? "(not ended, or cut off)"
                    : run.endedAt().truncatedTo(ChronoUnit.SECONDS),
                run.selection().isEmpty()
                    ? "everything"
                    : "selected by `%s`".formatted(run.selection())));
    var lab = run.lab();
    if (lab == null) {
      lines.append("No lab was brought up.\n");
    } else {
      lines.append(
          "Lab `%s` (%s), %d machines, Kubernetes %s, up after %.1f s%s.\n"
              .formatted(
                  lab.name(),
                  lab.kind(),
                  lab.machines().size(),
                  lab.kubernetes(),
                  lab.broughtUpInSeconds(),
                  lab.kept() ? ", kept" : ""));
    }
    lines.append(leftoversInWords(report.leftovers()));
    return lines.toString();
  }

  private static String leftoversInWords(@Nullable List<String> left) {
    if (left == null) {
      return "Nobody has looked for leftovers yet.\n";
    }
    return left.isEmpty()
        ? "Nothing was left behind.\n"
        : "Left behind:\n\n- %s\n".formatted(String.join("\n- ", left));
  }

  private static String messageOf(ProgressReport.Scenario scenario) {
    return "\n## %s: %s\n\n```\n%s\n```\n%s"
        .formatted(
            scenario.outcome(),
            scenario.name(),
            scenario.message().replace("```", "'''"),
            scenario.evidence().isEmpty()
                ? ""
                : "\nEvidence: %s\n".formatted(String.join(", ", scenario.evidence())));
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
                      "| %s | %s | %s |\n"
                          .formatted(
                              cell(scenario.name()), cell(name), cell(Objects.toString(value)))));
    }
  }

  private static void appendPictures(ProgressReport report, StringBuilder text) {
    var pictures = new StringBuilder();
    for (var scenario : report.scenarios()) {
      scenario.evidence().stream()
          .filter(file -> file.endsWith(".png") || file.endsWith(".svg"))
          .forEach(
              file -> pictures.append("\n%s\n\n![%1$s](%s)\n".formatted(scenario.name(), file)));
    }
    if (!pictures.isEmpty()) {
      text.append("\n## Pictures\n").append(pictures);
    }
  }

  private static void appendLeftOut(ProgressReport report, StringBuilder text) {
    if (!report.leftOut().isEmpty()) {
      text.append("\n## Out of scope\n\nSlow, and only run if the tag filter names `@slow`:\n\n");
      report.leftOut().forEach(name -> text.append("- %s\n".formatted(name)));
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
