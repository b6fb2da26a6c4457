package kubetraining.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.artifact.Artifacts;
import kubetraining.cluster.TrainingCluster;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.LabFacts;

/** A lab that is up. */
record OpenLab(
    TrainingConfig config, Cloud cloud, Supplier<Artifacts> artifacts, TrainingCluster cluster)
    implements LabSession {

  @Override
  public LabInfo info() {
    return new LabInfo(
        config.lab().word(),
        config.labName(),
        cluster.client().getKubernetesVersion().getGitVersion(),
        cluster.machines(),
        images());
  }

  @Override
  public Optional<Double> hourlyPrice() {
    return cloud.budget(cluster.machines().size()).flatMap(Budget::hourly);
  }

  private List<LabInfo.Image> images() {
    if (cloud.outsideNames()) {
      return List.of();
    }
    return artifacts.get().images().stream()
        .map(image -> new LabInfo.Image(image.reference(), image.digest()))
        .toList();
  }

  @Override
  public LabFacts facts() {
    return cloud.facts();
  }
}
