package kubetraining.run;

import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.embedded.EmbeddedLeftovers;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** Removes what exists of a lab without bringing anything up for it. */
record Remains(TrainingConfig config, Progress progress, Waits waits) {

  /**
   * Gives back all that is found of a lab, by its tag, and forgets it. Safe to repeat.
   *
   * @throws kubetraining.lab.LabUnavailableException if that cannot be seen; the lab is remembered
   */
  void remove(String lab) {
    var folder = LabFolder.of(config.folders().state(), lab);
    progress.phase(
        Texts.of("give back lab '%s'", lab),
        () -> {
          if (config.lab() == LabKind.AWS) {
            try (var aws = Cloud.amazon(config, lab, progress, waits)) {
              aws.giveBack();
            }
          } else {
            sweep(folder);
          }
        });
    folder.delete();
  }

  /** The EC2 API of an embedded lab goes with its machines, so nothing has to be told to it. */
  private void sweep(LabFolder folder) {
    EmbeddedLeftovers.look(folder, waits)
        .ifPresent(
            look -> {
              try (look) {
                look.sweep(folder.lab());
              }
            });
  }
}
