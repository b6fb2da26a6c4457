package kubetraining.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kubetraining.config.ConfigException;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.observe.Notes;
import kubetraining.observe.Now;
import kubetraining.observe.Ticks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What somebody asks for, or says, who does a section by hand. */
final class ByHandCommands {
  private ByHandCommands() {}

  /** Types the guide in their place. */
  @Command(
      name = "solve",
      description = {
        "Types a section for you on a kept lab, in shells of its own, so that you can see how it is done.",
        "What it did counts as shown, and not as earned: it is never certified as yours. To earn it, "
            + "do it by hand: ./training observe --again."
      },
      exitCodeList = {
        "1:it was shown, and so nothing of it is earned; or something is not done",
        "2:it could not begin: the lab is not up, or somebody else works on it"
      },
      footer = {"  ./training solve section 4", "  ./training solve @spark"})
  static final class Solve extends LabCommand {
    @Parameters(
        paramLabel = "WHAT",
        arity = "1..2",
        description = "a tag, as in @spark, or a section, as in section 3")
    private List<String> what = new ArrayList<>();

    @Override
    public Integer call() {
      return ObserveCommand.run("solve", what, ObserveCommand.REPORTS, this, () -> {});
    }
  }

  /** About the step that somebody is at. */
  private abstract static class AtStep extends LabCommand {
    final Now now() {
      return Now.of(folder().path())
          .orElseThrow(
              () ->
                  new ConfigException(
                      "nobody does the guide by hand on this lab; type: ./training observe section 3"));
    }

    final Notes notes() {
      return Notes.of(folder().path());
    }
  }

  /** Helps on. */
  @Command(
      name = "hint",
      description = {
        "Helps you on with the step that './training observe' waits for, if it has not come true for a while.",
        "A hint is what the guide says for this case, and never the command. The report counts them."
      },
      exitCodeList = {
        "0:there is a hint",
        "1:there is none, or none yet",
        "2:nobody does the guide by hand on this lab"
      },
      footer = "  ./training hint")
  static final class Hint extends AtStep {
    @Override
    public Integer call() {
      var now = now();
      var scenario =
          now.in(guide().scenarios())
              .orElseThrow(() -> new ConfigException("no such scenario: '%s'", now.scenario()));
      var hint = notes().hint(scenario, now);
      print(
          "%s",
          hint.orElse(
              "there is no hint at this moment: nothing is wrong, it is too early, or you have had all;"
                  + " './training observe' shows what was expected, and what was seen"));
      return hint.isPresent() ? 0 : Training.NEGATIVE;
    }
  }

  /** Has another way. */
  @Command(
      name = "done",
      description = {
        "Says that you have reached in another way what the awaited commands are for, and need not type them.",
        "What they should lead to is looked at all the same. If a later step asks for what they print, type them after all. "
            + "Commands that may fail, or go on, have to be typed: what they answer is the lesson."
      },
      exitCodeList = {
        "0:it is noted",
        "1:no such commands are awaited",
        "2:nobody does the guide by hand on this lab"
      },
      footer = "  ./training done")
  static final class Done extends AtStep {
    @Override
    public Integer call() {
      boolean noted = notes().done(now());
      print(
          "%s",
          noted
              ? "noted; the next steps say whether it is so"
              : "no commands are awaited at this moment that could be replaced");
      return noted ? 0 : Training.NEGATIVE;
    }
  }

  /** Back to the beginning. */
  @Command(
      name = "restart",
      description = {
        "Puts a kept lab back to where a section begins: removes what the section has made, and forgets what you earned of it.",
        "What is not of the training stays. This carries out the scenario of the section that removes all of it. "
            + "It reports to reports/restart; the report and the certificate of your last run stay."
      },
      exitCodeList = {
        "0:the section can be begun anew",
        "1:something is left, and named",
        "2:it could not begin: the lab is not up, or somebody else works on it"
      },
      footer = "  ./training restart section 4")
  static final class Restart extends LabCommand {
    // The report and the certificate of what somebody did are theirs to keep.
    private static final Path REPORTS = ObserveCommand.REPORTS.resolve("restart");

    @Parameters(paramLabel = "SECTION", arity = "1..2", description = "as in section 4")
    private List<String> what = new ArrayList<>();

    @Override
    public Integer call() {
      String section = ObserveCommand.tags(what).substring(1);
      var scenarios =
          guide().scenarios().stream().filter(each -> each.section().equals(section)).toList();
      if (scenarios.isEmpty()) {
        throw new ConfigException(
            "there is no %s; type for example: ./training restart section 4", section);
      }
      var folder = folder();
      Predicate<String> ofSection = id -> scenarios.stream().anyMatch(each -> each.id().equals(id));
      Runnable forget =
          () -> {
            Ticks.of(folder.path()).forget(ofSection);
            Notes.of(folder.path()).forget(ofSection);
          };
      System.setProperty(
          "cucumber.filter.name",
          scenarios.stream()
              .filter(each -> each.text().steps().stream().anyMatch(Restart::removes))
              .map(PlannedScenario::name)
              .distinct()
              .map(Pattern::quote)
              .collect(Collectors.joining("|")));
      return ObserveCommand.run("suite", what, REPORTS, this, forget);
    }

    private static boolean removes(StepText step) {
      return step.text().equals("everything of this section is removed");
    }
  }

  /** Says what will happen. */
  @Command(
      name = "expect",
      description = {
        "Says what you expect to happen in the scenario that './training observe' is at.",
        "The report shows it beside the outcome. Nobody judges it."
      },
      exitCodeList = {"0:it is kept", "2:nobody does the guide by hand on this lab"},
      footer = "  ./training expect node4, since it is the coldest")
  static final class Expect extends AtStep {
    @Parameters(paramLabel = "WORDS", arity = "1..*", description = "in your own words")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
      notes().expect(now(), String.join(" ", words));
      print("kept; the report shows it beside what happened");
      return 0;
    }
  }
}
