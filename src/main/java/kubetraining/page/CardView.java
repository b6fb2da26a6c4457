package kubetraining.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Command;
import kubetraining.report.ProgressReport.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the guide says of a scenario and what was seen of it.
 *
 * @param names of all scenarios, by id
 * @param ended whether the run has ended
 * @param longestOutput how much of each answer is shown
 */
record CardView(Anchors anchors, Map<String, String> names, boolean ended, int longestOutput) {
  private static final int LONGEST_MESSAGE = 6000;

  View.Card of(PlannedScenario planned, @Nullable Scenario seen) {
    var text = planned.text();
    String anchor = anchors.of(planned.id());
    var facts = new Facts(seen == null ? Map.of() : seen.facts());
    var pictures = PicturesView.of(facts, anchor);
    var commands = new ArrayList<>(seen == null ? List.<Command>of() : seen.commands());
    var steps = text.steps().stream().map(step -> step(step, commands)).toList();
    return new View.Card(
        anchor,
        planned,
        Words.state(seen, ended),
        seen == null || seen.startedAt() == null ? "" : Words.seconds(seen.seconds()),
        marks(planned.tags()),
        MarkdownText.markup(text.prose()),
        seen == null ? new View.Outcome(List.of(), "", null) : outcome(seen),
        steps,
        pictures,
        ledger(seen, commands, facts));
  }

  private View.Outcome outcome(Scenario seen) {
    var words = TasksView.failureInWords(seen.failure());
    String message = Words.shortened(seen.message().strip(), LONGEST_MESSAGE);
    String by = seen.blockedBy();
    var link = by.isEmpty() ? null : new View.Link(anchors.of(by), names.getOrDefault(by, by));
    return new View.Outcome(words, message, link);
  }

  // A command of the guide runs as it is printed, so its text tells which answer is its own.
  private View.Step step(ScenarioText.StepText step, List<Command> unclaimed) {
    String printed = step.docString().strip();
    View.Answer answer = null;
    for (int i = 0; answer == null && !printed.isEmpty() && i < unclaimed.size(); i++) {
      if (unclaimed.get(i).command().strip().equals(printed)) {
        answer = answer(unclaimed.remove(i));
      }
    }
    return new View.Step(step, answer);
  }

  private View.Answer answer(Command command) {
    String output = command.output().stripTrailing();
    String shown = Words.shortened(output, longestOutput);
    int lines = (int) output.lines().count();
    return new View.Answer(command.machine(), command.command(), command.exitCode(), shown, lines);
  }

  private View.Ledger ledger(@Nullable Scenario seen, List<Command> others, Facts facts) {
    if (seen == null) {
      return new View.Ledger(List.of(), List.of(), 0, List.of(), List.of());
    }
    return new View.Ledger(
        others.stream().map(this::answer).toList(),
        WaitsView.of(seen.waits()),
        (int) seen.waits().stream().filter(ProgressReport.Wait::atRisk).count(),
        facts.others(),
        seen.evidence());
  }

  private static List<String> marks(List<String> tags) {
    var marks = new ArrayList<String>();
    if (tags.contains("@erratum")) {
      var numbers = tags.stream().filter(tag -> tag.matches("@E\\d+")).map(tag -> tag.substring(1));
      marks.add(("Erratum " + String.join(", ", numbers.toList())).strip());
    }
    Stream.of("bonus", "slow").filter(each -> tags.contains("@" + each)).forEach(marks::add);
    return marks;
  }
}
