package kubetraining.report;

import java.util.List;
import kubetraining.host.Texts;

/** What is new since the last runs, in words. */
final class HistoryText {
  private static final int LONGEST_LIST = 10;

  private HistoryText() {}

  /** A section of {@code progress.md}; empty without any earlier run. */
  static String of(ProgressReport report) {
    var history = report.history();
    if (history == null) {
      return "";
    }
    var text = new StringBuilder("\n## Since the last runs\n\n");
    text.append(
        history.runs() == 1
            ? "Compared with 1 earlier run.\n"
            : Texts.of("Compared with %d earlier runs.\n", history.runs()));
    appendTurned(history.turned(), text);
    appendSlower(history.slower(), text);
    appendIds("Tried for the first time", history.first(), text);
    appendIds("No longer in the guide", history.gone(), text);
    if (history.turned().isEmpty() && history.slower().isEmpty()) {
      text.append("Nothing turned, and nothing became much slower.\n");
    }
    return text.toString();
  }

  private static void appendTurned(List<ProgressReport.Turned> turned, StringBuilder text) {
    if (turned.isEmpty()) {
      return;
    }
    text.append("\n| Scenario | Was | Is | Last tried in run |\n| --- | --- | --- | --- |\n");
    for (var each : turned) {
      text.append(
          Texts.of(
              "| %s | %s | %s | `%s` |\n",
              cell(each.name()), each.before().words(), each.now().words(), each.run()));
    }
    text.append('\n');
  }

  private static void appendSlower(List<ProgressReport.Slower> slower, StringBuilder text) {
    if (slower.isEmpty()) {
      return;
    }
    text.append("\n| Slower | Seconds | Usually | Times |\n| --- | ---: | ---: | ---: |\n");
    for (var each : slower) {
      text.append(
          Texts.of(
              "| %s | %.1f | %.1f | %d |\n",
              cell(each.name()), each.seconds(), each.usualSeconds(), each.times()));
    }
    text.append('\n');
  }

  private static void appendIds(String what, List<String> ids, StringBuilder text) {
    if (ids.isEmpty()) {
      return;
    }
    int more = ids.size() - LONGEST_LIST;
    text.append(
        Texts.of(
            "%s: %s%s.\n",
            what,
            String.join(", ", ids.subList(0, Math.min(LONGEST_LIST, ids.size()))),
            more > 0 ? Texts.of(" and %d more", more) : ""));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
