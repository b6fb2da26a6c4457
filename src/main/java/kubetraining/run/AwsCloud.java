package kubetraining.run;

import java.util.List;
import kubetraining.config.Limit;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.LabFacts;
import kubetraining.lab.LabProvider;
import kubetraining.lab.Leftover;
import kubetraining.lab.ec2.CallerRange;
import kubetraining.lab.ec2.Ec2Endpoint;
import kubetraining.lab.ec2.Ec2LabProvider;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** Amazon's EC2. */
final class AwsCloud implements Cloud {
  /** Away from the ranges of pods, services and most home networks. */
  private static final String RANGE = "10.42.0.0/16";

  private final String lab;
  private final Ec2LabProvider provider;

  private AwsCloud(String lab, Ec2LabProvider provider) {
    this.lab = lab;
    this.provider = provider;
  }

  static AwsCloud open(TrainingConfig config, String lab, Progress progress, Waits waits) {
    var anyone =
        Ec2Endpoint.aws(config.aws().region(), config.aws().account())
            .within(Limit.MACHINE_RUNNING.duration(), Limit.MACHINE_TERMINATED.duration());
    var endpoint =
        config.aws().caller().map(CallerRange::fixed).map(anyone::reachedFrom).orElse(anyone);
    return new AwsCloud(lab, Ec2LabProvider.connect(endpoint, waits, progress));
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
    return RANGE;
  }

  @Override
  public boolean outsideNames() {
    return true;
  }

  @Override
  public void giveBack() {
    provider.release(lab);
  }

  @Override
  public List<Leftover> leftovers() {
    return provider.leftovers(lab);
  }

  @Override
  public void close() {
    provider.close();
  }
}
