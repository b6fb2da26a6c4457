package kubetraining.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.artifact.Artifacts;
import kubetraining.config.LabKind;
import kubetraining.config.Limit;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.LabEngine;
import kubetraining.lab.LabFacts;
import kubetraining.lab.Lease;
import kubetraining.lab.Leftover;
import kubetraining.lab.Teardown;
import kubetraining.lab.ec2.CallerRange;
import kubetraining.lab.ec2.Ec2Endpoint;
import kubetraining.lab.ec2.Ec2LabProvider;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** Amazon's EC2, or in a rehearsal one on this computer that stands for it. */
final class AwsCloud implements Cloud {
  /** Away from the ranges of pods, services and most home networks. */
  private static final String RANGE = "10.42.0.0/16";

  private final TrainingConfig config;
  private final String region;
  private final String lab;
  private final Ec2LabProvider provider;
  private final Optional<AwsRehearsal> rehearsal;
  private final Mirrors mirrors;

  private AwsCloud(
      TrainingConfig config,
      String region,
      String lab,
      Ec2LabProvider provider,
      Optional<AwsRehearsal> rehearsal,
      Mirrors mirrors) {
    this.config = config;
    this.region = region;
    this.lab = lab;
    this.provider = provider;
    this.rehearsal = rehearsal;
    this.mirrors = mirrors;
  }

  /**
   * Opens it.
   *
   * @param artifacts what a rehearsal fills its mirror with
   */
  static AwsCloud open(
      TrainingConfig config,
      String lab,
      Supplier<Artifacts> artifacts,
      Progress progress,
      Waits waits) {
    return config.lab() == LabKind.AWS_REHEARSAL
        ? over(AwsRehearsal.open(config, lab, artifacts, progress, waits), config, progress, waits)
        : amazon(config, lab, progress, waits);
  }

  /**
   * Opens that of a lab which was kept.
   *
   * @throws kubetraining.lab.LabNotWholeException if something of what carries it is missing
   */
  static AwsCloud wake(
      TrainingConfig config,
      String lab,
      Supplier<Artifacts> artifacts,
      Progress progress,
      Waits waits) {
    return config.lab() == LabKind.AWS_REHEARSAL
        ? over(AwsRehearsal.wake(config, lab, artifacts, progress, waits), config, progress, waits)
        : amazon(config, lab, progress, waits);
  }

  /** Amazon's own. */
  static AwsCloud amazon(TrainingConfig config, String lab, Progress progress, Waits waits) {
    return amazon(config, config.aws().region(), lab, progress, waits);
  }

  /** The same in a region that was asked for. */
  static AwsCloud amazon(
      TrainingConfig config, Optional<String> region, String lab, Progress progress, Waits waits) {
    var anyone = limited(Ec2Endpoint.aws(region, config.aws().account()));
    var endpoint =
        config.aws().caller().map(CallerRange::fixed).map(anyone::reachedFrom).orElse(anyone);
    return new AwsCloud(
        config,
        endpoint.region(),
        lab,
        Ec2LabProvider.connect(endpoint, waits, progress),
        Optional.empty(),
        Mirrors.of(config));
  }

  private static AwsCloud over(
      AwsRehearsal rehearsal, TrainingConfig config, Progress progress, Waits waits) {
    try {
      var endpoint = limited(Ec2Endpoint.local(rehearsal.api(), account(config)));
      return new AwsCloud(
          config,
          endpoint.region(),
          rehearsal.lab(),
          Ec2LabProvider.connect(endpoint, rehearsal.key(), waits, progress),
          Optional.of(rehearsal),
          rehearsal.mirrors());
    } catch (RuntimeException e) {
      rehearsal.close();
      throw e;
    }
  }

  /** In a rehearsal there is one account, and its rights are checked. */
  private static Optional<String> account(TrainingConfig config) {
    return config.aws().account().or(() -> Optional.of(AwsRehearsal.ACCOUNT));
  }

  private static Ec2Endpoint limited(Ec2Endpoint endpoint) {
    return endpoint.within(Limit.MACHINE_RUNNING.duration(), Limit.MACHINE_TERMINATED.duration());
  }

  @Override
  public Ec2LabProvider provider() {
    return provider;
  }

  @Override
  public LabFacts facts() {
    return provider.facts(lab);
  }

  @Override
  public String networkRange() {
    return rehearsal.map(AwsRehearsal::networkRange).orElse(RANGE);
  }

  @Override
  public Optional<LabEngine> engine() {
    return rehearsal.map(AwsRehearsal::engine);
  }

  @Override
  public Optional<Lease> woken() {
    return rehearsal.flatMap(AwsRehearsal::woken);
  }

  @Override
  public Optional<Budget> budget(int machines) {
    return Optional.of(Budget.of(config, region, machines));
  }

  /** What a lab of so many machines would cost; asks nobody. */
  static Budget budget(TrainingConfig config, int machines) {
    return Budget.of(config, region(config), machines);
  }

  private static String region(TrainingConfig config) {
    return config.lab() == LabKind.AWS_REHEARSAL
        ? Ec2Endpoint.LOCAL_REGION
        : Ec2Endpoint.aws(config.aws().region(), config.aws().account()).region();
  }

  @Override
  public boolean outsideNames() {
    return true;
  }

  @Override
  public Mirrors mirrors() {
    return mirrors;
  }

  @Override
  public void giveBack() {
    var steps = new Teardown();
    // What the API could not give back still goes with what carried it.
    rehearsal.ifPresent(
        each -> steps.push(Texts.of("remove what carried lab '%s'", lab), each::giveBack));
    if (rehearsal.map(AwsRehearsal::answers).orElse(true)) {
      steps.push(Texts.of("give back the machines of lab '%s'", lab), () -> provider.release(lab));
    }
    steps.close();
  }

  @Override
  public List<Leftover> leftovers() {
    var all = new ArrayList<Leftover>();
    if (rehearsal.map(AwsRehearsal::answers).orElse(true)) {
      all.addAll(provider.leftovers(lab));
    }
    rehearsal.ifPresent(each -> all.addAll(each.leftovers()));
    return List.copyOf(all);
  }

  @Override
  public void close() {
    provider.close();
    rehearsal.ifPresent(AwsRehearsal::close);
  }
}
