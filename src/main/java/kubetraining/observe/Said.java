package kubetraining.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.host.Texts;
import kubetraining.trainee.Block;
import kubetraining.trainee.Typed;
import kubetraining.wait.ToDoException;
import org.jspecify.annotations.Nullable;

/** What a person at the console is told: each thing once, as long as it does not change. */
final class Said {
  private static final String QUESTION = "**What do you expect?**";
  private static final List<String> GAP =
      List.of(
          "some of this scenario was done before this program was started again, and some checks must have watched all of it;",
          "if this step stays so, do the scenario once more: Ctrl+C, then the same command with --redo");
  private final WatchedRun run;
  private final Supplier<Set<Integer>> over;
  private Now now = Now.at("", 0, Now.State.LOOKING);
  private @Nullable String last;
  private boolean gapSaid;

  /**
   * Says it.
   *
   * @param over the places of steps that are not true any more
   */
  Said(WatchedRun run, Supplier<Set<Integer>> over) {
    this.run = run;
    this.over = over;
  }

  void scenario(PlannedScenario scenario) {
    gapSaid = false;
    keep(Now.at(scenario.id(), 0, Now.State.LOOKING));
    run.say("");
    run.say("Scenario: " + scenario.name());
    String prose = scenario.text().prose();
    prose.lines().forEach(line -> run.say("  " + line));
    if (prose.contains(QUESTION)) {
      run.say("    say so, in another terminal: ./training expect ...");
    }
  }

  void step(PlannedScenario scenario, int place) {
    last = null;
    keep(Now.at(scenario.id(), place, Now.State.LOOKING));
  }

  void type(String machine, Block block, boolean goesOn) {
    var commands = new ArrayList<String>();
    for (var each : block.variables().entrySet()) {
      if (block.commands().contains("$" + each.getKey())) {
        commands.add(Texts.of("export %s=%s", each.getKey(), each.getValue()));
      }
    }
    block.commands().lines().forEach(commands::add);
    boolean mayFail = !block.allMustSucceed();
    var next = now.toType(Now.State.TYPE, "", machine, commands, goesOn, mayFail);
    run.say("[ ] " + next.whereToType("./training ssh " + machine));
    commands.forEach(line -> run.say("      " + line));
    keep(next);
  }

  /** What the guide says for this case. */
  void hint(String text) {
    if (!now.hint().equals(text)) {
      block("    hint: ", text);
      keep(now.helped(text));
    }
  }

  /** A step that was earned is not true any more, or again. */
  void changed(StepText step, boolean isOver) {
    String what = isOver ? "no longer so" : "so again";
    run.say(Texts.of("    %s: %s %s", what, step.keyword(), step.text()));
    keep(now);
  }

  private void keep(Now next) {
    now = next.over(List.copyOf(over.get()));
    run.now(now);
  }

  void earnedEarlier(StepText step) {
    run.say(Texts.of("[x] %s %s (earned earlier)", step.keyword(), step.text()));
  }

  /** A step was earned; what was to be typed in it may have been done in another way. */
  void earned(StepText step, List<Typed> typed) {
    String how = typed.stream().anyMatch(Typed::wasElsewhere) ? " (done in another way)" : "";
    run.say(Texts.of("[x] %s %s%s", step.keyword(), step.text(), how));
    keep(Now.at(now.scenario(), now.step(), Now.State.EARNED));
  }

  void toDo(ToDoException toDo) {
    if (isNew(toDo.getMessage() + toDo.commands())) {
      String why = toDo.getMessage();
      boolean known = !toDo.commands().isEmpty();
      var state = known ? Now.State.FIRST : Now.State.NOT_YET;
      var next = now.toType(state, why, toDo.machine(), toDo.commands(), false, false);
      (known ? next.inWords() : "[ ] not yet: " + why).lines().forEach(run::say);
      keep(next);
    }
  }

  /** Since when the matter has been what it is. */
  Instant since() {
    return Instant.parse(now.since());
  }

  /** Whether the same was thrown and said before; messages may have times in them. */
  boolean isSameAsBefore(Throwable thrown) {
    String bare =
        String.valueOf(thrown).replaceAll("[0-9]+(\\.[0-9]+)? s\\b|looked \\d+ times", "");
    return !isNew(bare);
  }

  void ending(Ending ending) {
    var state =
        switch (ending.outcome()) {
          case WRONG -> Now.State.NOT_RIGHT;
          case LAB_FAULT -> Now.State.LAB_FAULT;
          default -> Now.State.NOT_YET;
        };
    boolean isBlocked = ending.outcome() == Outcome.BLOCKED;
    String head = "[ ] " + (isBlocked ? "something is in the way" : state.words());
    keep(now.after(state, ending));
    if (ending.expected().isEmpty()) {
      block(head + ": ", ending.message());
    } else {
      run.say(head);
      block("      expected: ", ending.expected());
      block("      seen:     ", ending.seen());
    }
  }

  /** What was not watched, because this program did not run. */
  void gap(boolean isOne) {
    if (isOne && !gapSaid) {
      gapSaid = true;
      GAP.forEach(line -> run.say("    " + line));
    }
    if (isOne && now.hint().isEmpty()) {
      keep(now.helped(String.join(" ", GAP)));
    }
  }

  private void block(String head, String text) {
    var lines = text.strip().lines().toList();
    run.say(head + (lines.isEmpty() ? "" : lines.get(0)));
    lines.stream().skip(1).forEach(line -> run.say("        " + line));
  }

  private boolean isNew(String words) {
    boolean isNew = !words.equals(last);
    last = words;
    return isNew;
  }
}
