package kubetraining.cli;

import java.util.ArrayList;
import java.util.List;
import kubetraining.config.ExistingSettings;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Printable;
import kubetraining.host.Texts;
import kubetraining.report.ConsoleProgress;
import kubetraining.run.AwsSweep;
import kubetraining.run.ExistingLabs;
import kubetraining.run.LabControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Finds what killed runs left behind, by tag, and gives it back. */
@Command(
    name = "sweep",
    description = {
      "Finds and removes what killed runs left behind. Labs that a run is using, or that were kept, stay.",
      "On AWS it lists all labs of lab.owner in the account, including those of other computers, then "
          + "removes those whose lease has ended, and those that a run of this computer left behind. It asks "
          + "nothing, and prints nothing if there is nothing to do, so it is fit for cron."
    },
    exitCodeList = {"0:nothing is left of killed runs", "2:something could not be removed"},
    footer = {
      "  ./training sweep",
      "  ./training sweep --engine",
      "  ./training sweep --kubeconfig class.conf",
      "  ./training sweep --lab aws --region all --dry-run"
    })
final class SweepCommand extends LabCommand {

  @Option(
      names = "--engine",
      description = "also stop the container engine, if a run of ours started it")
  private boolean engine;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "undoes what killed runs have done to the cluster that exists already and that this file names; "
              + "accounts of runs are removed, also those of other computers")
  private String kubeconfig;

  @Option(names = "--dry-run", description = "only says what there is, and what would be removed")
  private boolean dryRun;

  @Option(
      names = "--region",
      split = ",",
      paramLabel = "REGION",
      description =
          "on AWS: these regions instead of the one that is set; all means every region of the account")
  private List<String> regions = new ArrayList<>();

  @Override
  public Integer call() {
    if (kubeconfig != null) {
      set(ExistingSettings.KUBECONFIG, kubeconfig);
      set("lab", LabKind.EXISTING.word());
      var progress = console();
      return said(ExistingLabs.undo(anyConfig(), progress, dryRun), progress);
    }
    var config = config();
    var progress = console();
    return config.lab() == LabKind.AWS ? onAws(config, progress) : here(config, progress);
  }

  private int onAws(TrainingConfig config, ConsoleProgress progress) {
    var sweep = new AwsSweep(config, progress, line -> print("%s", Printable.line(line)));
    int gone = sweep.sweep(regions, dryRun);
    if (gone > 0 || Terminal.hasSomebody() && !dryRun) {
      progress.note(gone == 0 ? "nothing was left" : Texts.of("%d labs given back", gone));
    }
    return 0;
  }

  private int here(TrainingConfig config, ConsoleProgress progress) {
    if (!regions.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--region is for labs on AWS; add --lab aws");
    }
    var control = new LabControl(config, progress);
    var swept = control.sweep(dryRun);
    int code = said(swept, progress);
    if (engine && !dryRun && control.stopEngine()) {
      progress.note("stopped the container engine that an earlier run had started");
    }
    return code;
  }

  private int said(List<?> swept, ConsoleProgress progress) {
    swept.forEach(left -> progress.note((dryRun ? "would remove " : "removed ") + left));
    progress.note(
        swept.isEmpty()
            ? "nothing was left"
            : Texts.of("%d things %s", swept.size(), dryRun ? "would be removed" : "removed"));
    return 0;
  }
}
