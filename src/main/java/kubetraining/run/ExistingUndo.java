package kubetraining.run;

import java.util.List;
import kubetraining.config.TrainingConfig;
import kubetraining.existing.ExistingCluster;
import kubetraining.host.Texts;
import kubetraining.lab.LabLock;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/**
 * Undoes what runs that were killed have done to a cluster that exists already: for the command
 * line.
 *
 * @param dryRun whether it is only said what would be done
 */
public record ExistingUndo(TrainingConfig config, Progress progress, boolean dryRun) {
  /**
   * Undoes it.
   *
   * @return what was removed, or would be
   * @throws kubetraining.lab.LabUnavailableException if a run of this computer is at work there
   */
  public List<String> undo() {
    var settings = config.existing().orElseThrow();
    var waits = new Waits().times(config.patience());
    try (var cluster = ExistingCluster.open(settings.kubeconfig(), settings.context());
        var acting = cluster.acting()) {
      var folder = ExistingLabs.folder(config, cluster.uid());
      var lock = LabLock.take(folder, "training sweep");
      try (lock) {
        var guide = ClusterGuide.of(config, cluster);
        var places = new TypingPlaces(config, folder, guide, waits, progress);
        if (!dryRun) {
          places.mend(acting);
        }
        var sweep = new ExistingSweep(acting, folder, true, progress, waits);
        return (dryRun ? sweep.left() : sweep.sweep())
            .stream().map(each -> Texts.of("%s %s", each.kind(), each.id())).toList();
      }
    }
  }
}
