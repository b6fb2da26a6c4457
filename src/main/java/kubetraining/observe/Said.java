package kubetraining.observe;

import java.util.function.Consumer;
import java.util.stream.Stream;
import kubetraining.course.Ending;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.host.Texts;
import kubetraining.wait.ToDoException;
import org.jspecify.annotations.Nullable;

/** What a person at the console is told: each thing once, as long as it does not change. */
final class Said {
  private final Consumer<String> console;
  private @Nullable String last;
  private boolean gapSaid;

  Said(Consumer<String> console) {
    this.console = console;
  }

  void scenario(PlannedScenario scenario) {
    gapSaid = false;
    console.accept("");
    console.accept("Scenario: " + scenario.name());
    lines(scenario.text().prose()).forEach(line -> console.accept("  " + line));
  }

  void step() {
    last = null;
  }

  void earned(StepText step, boolean earlier) {
    console.accept(
        Texts.of("[x] %s %s%s", step.keyword(), step.text(), earlier ? " (earned earlier)" : ""));
  }

  void toDo(ToDoException toDo) {
    if (isNew(toDo.getMessage() + toDo.commands())) {
      boolean known = !toDo.commands().isEmpty();
      console.accept(
          known
              ? Texts.of("[ ] first: %s; type on node1:", toDo.getMessage())
              : "[ ] not yet: " + toDo.getMessage());
      toDo.commands().forEach(line -> console.accept("      " + line));
    }
  }

  /** Whether the same was thrown and said before; messages may have times in them. */
  boolean isSameAsBefore(Throwable thrown) {
    return !isNew(bare(String.valueOf(thrown)));
  }

  void ending(Ending ending) {
    String head =
        switch (ending.outcome()) {
          case WRONG -> "not right";
          case LAB_FAULT -> "the lab failed, and not you; it is looked at again";
          case BLOCKED -> "something is in the way";
          default -> "not yet";
        };
    if (ending.expected().isEmpty()) {
      block(Texts.of("[ ] %s: ", head), ending.message());
    } else {
      console.accept("[ ] " + head);
      block("      expected: ", ending.expected());
      block("      seen:     ", ending.seen());
    }
  }

  /** What was not watched, because this program did not run. */
  void gap(boolean isOne) {
    if (isOne && !gapSaid) {
      gapSaid = true;
      console.accept(
          "    some of this scenario was done before this program was started again, and some checks must have watched all of it;");
      console.accept(
          "    if this step stays so, do the scenario once more: Ctrl+C, then the same command with --redo");
    }
  }

  private void block(String head, String text) {
    var lines = text.strip().lines().toList();
    console.accept(head + (lines.isEmpty() ? "" : lines.get(0)));
    lines.stream().skip(1).forEach(line -> console.accept("        " + line));
  }

  private boolean isNew(String words) {
    boolean isNew = !words.equals(last);
    last = words;
    return isNew;
  }

  private static String bare(String words) {
    return words.replaceAll("[0-9]+(\\.[0-9]+)? s\\b|looked \\d+ times", "");
  }

  private static Stream<String> lines(String text) {
    return text.isBlank() ? Stream.of() : text.lines();
  }
}
