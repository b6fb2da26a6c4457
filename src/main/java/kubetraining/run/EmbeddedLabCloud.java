package kubetraining.run;

import java.util.ArrayList;
import java.util.List;
import kubetraining.artifact.Artifacts;
import kubetraining.config.Limit;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.LabFacts;
import kubetraining.lab.LabProvider;
import kubetraining.lab.Leftover;
import kubetraining.lab.ec2.Ec2Endpoint;
import kubetraining.lab.ec2.Ec2LabProvider;
import kubetraining.lab.embedded.EmbeddedCloud;
import kubetraining.lab.embedded.EmbeddedLeftovers;
import kubetraining.lab.embedded.EmbeddedSettings;
import kubetraining.lab.embedded.InstallPolicy;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** The cloud on this computer; its EC2 provider knows nothing of it but an address. */
final class EmbeddedLabCloud implements Cloud {
  private final String lab;
  private final EmbeddedCloud cloud;
  private final Ec2LabProvider provider;
  private final Waits waits;
  private boolean up = true;

  private EmbeddedLabCloud(String lab, EmbeddedCloud cloud, Ec2LabProvider provider, Waits waits) {
    this.lab = lab;
    this.cloud = cloud;
    this.provider = provider;
    this.waits = waits;
  }

  static EmbeddedLabCloud open(
      TrainingConfig config, String lab, Artifacts artifacts, Progress progress, Waits waits) {
    var cloud = EmbeddedCloud.open(settings(config, lab), artifacts, progress, waits);
    try {
      var endpoint =
          Ec2Endpoint.local(cloud.endpoint())
              .within(Limit.MACHINE_RUNNING.duration(), Limit.MACHINE_TERMINATED.duration());
      var provider = Ec2LabProvider.connect(endpoint, waits, progress);
      return new EmbeddedLabCloud(lab, cloud, provider, waits);
    } catch (RuntimeException e) {
      cloud.close();
      throw e;
    }
  }

  static EmbeddedSettings settings(TrainingConfig config, String lab) {
    return new EmbeddedSettings(
        lab,
        config.embedded().install() ? InstallPolicy.AUTO : InstallPolicy.NEVER,
        config.embedded().port(),
        config.folders().state(),
        config.folders().cache());
  }

  @Override
  public LabProvider provider() {
    return provider;
  }

  @Override
  public LabFacts facts() {
    return provider.facts(lab);
  }

  @Override
  public String networkRange() {
    return cloud.networkRange();
  }

  @Override
  public boolean outsideNames() {
    return false;
  }

  @Override
  public void giveBack() {
    if (up) {
      provider.release(lab);
      cloud.shutDown();
      up = false;
    }
  }

  @Override
  public List<Leftover> leftovers() {
    var all = new ArrayList<Leftover>();
    if (up) {
      all.addAll(provider.leftovers(lab));
    }
    EmbeddedLeftovers.look(waits)
        .ifPresent(
            look -> {
              try (look) {
                all.addAll(look.of(lab));
              }
            });
    return all;
  }

  @Override
  public void close() {
    provider.close();
    if (up) {
      cloud.close();
    }
  }
}
