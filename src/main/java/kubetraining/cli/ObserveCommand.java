package kubetraining.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import kubetraining.config.ConfigException;
import kubetraining.config.TrainingConfig;
import kubetraining.guide.Asked;
import kubetraining.guide.FeatureCatalogue;
import kubetraining.guide.Selection;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.observe.Ticks;
import kubetraining.progress.Progress;
import kubetraining.run.GuideRunner;
import kubetraining.run.LabControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Watches somebody do a section by hand. */
@Command(
    name = "observe",
    description = {
      "Watches you do a section by hand on a kept lab, and ticks off each step as it becomes true.",
      "It types nothing and changes nothing. Type the commands in another terminal, in the shell "
          + "that './training ssh node1' opens. What you have earned is kept: after Ctrl+C, "
          + "the same command goes on where it stopped. Only sections 1 and 3 can be observed today."
    },
    exitCodeList = {
      "0:everything that was asked for is done",
      "1:something is not done",
      "2:it could not begin: the lab is not up, or somebody else works on it"
    },
    footer = {
      "  ./training up --for @spark",
      "  ./training observe section 3",
      "  ./training observe @spark --again"
    })
final class ObserveCommand extends LabCommand {
  @Option(
      names = "--again",
      description = "forgets what was earned before of what is asked for, and begins anew")
  private boolean again;

  @Option(
      names = "--redo",
      description =
          "forgets what was earned of a scenario that is not complete, and begins it anew")
  private boolean redo;

  @Parameters(
      paramLabel = "WHAT",
      arity = "0..2",
      description =
          "a tag, as in @spark, or a section, as in section 3; section 3 if nothing is said")
  private List<String> what = new ArrayList<>();

  @Override
  public Integer call() {
    System.setProperty("training.mode", "observe");
    System.setProperty("cucumber.filter.tags", tags(what));
    var config = config();
    var control = new LabControl(config, Progress.SILENT);
    var folder = LabFolder.of(config.folders().state(), config.labName());
    if (folder.exists() && control.acceptAsItIs()) {
      print("an earlier run on this lab was killed; going on with it as it is");
    }
    if (again || redo) {
      forget(config, folder);
    }
    return ServiceLoader.load(GuideRunner.class)
        .findFirst()
        .orElseThrow(
            () -> new ConfigException("the guide is not compiled; start this by ./training"))
        .run();
  }

  private void forget(TrainingConfig config, LabFolder folder) {
    var features = FeatureCatalogue.read(config.folders().project().resolve("features"));
    var plan = new Selection(features, Asked.ofProcess()).plan("");
    var ticks = Ticks.of(folder.path());
    plan.guide().stream()
        .filter(each -> plan.selected().contains(each.id()))
        .filter(each -> again || !ticks.areAllOf(each))
        .forEach(each -> ticks.forget(each.id()::equals));
  }

  /** The tag expression that was meant. */
  static String tags(List<String> words) {
    if (words.isEmpty()) {
      return "@section-3";
    }
    String last = words.get(words.size() - 1);
    if (last.matches("\\d+") && (words.size() == 1 || words.get(0).equals("section"))) {
      return "@section-" + last;
    }
    if (words.size() == 1 && last.matches("@?[a-z][a-z0-9-]*")) {
      return last.startsWith("@") ? last : "@" + last;
    }
    throw new ConfigException(
        Texts.of(
            "'%s' is neither a tag nor a section; type for example: ./training observe section 3",
            String.join(" ", words)));
  }
}
