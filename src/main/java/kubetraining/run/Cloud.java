package kubetraining.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.config.LabKind;
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
import kubetraining.lab.ec2.LabRights;
import kubetraining.lab.embedded.EmbeddedSettings;
import kubetraining.lab.embedded.cloud.EmbeddedCloud;
import kubetraining.lab.embedded.cloud.EmbeddedLeftovers;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/**
 * Where the machines of one lab come from, and what that place needs itself: Amazon's EC2, or a
 * cloud on this computer, which in a rehearsal stands for Amazon. The provider of machines is the
 * same for all, and knows an address and a key.
 */
final class Cloud implements AutoCloseable {
  /** Away from the ranges of pods, services and most home networks. */
  private static final String AMAZONS_RANGE = "10.42.0.0/16";

  /** The account that moto makes everything in. */
  private static final String ACCOUNT = "123456789012";

  private final TrainingConfig config;
  private final String lab;
  private final Ec2LabProvider provider;
  private final Optional<EmbeddedCloud> carrier;
  private final Optional<Lease> woken;
  private final Waits waits;
  private boolean answers = true;
  private boolean gone;

  private Cloud(
      TrainingConfig config,
      String lab,
      Ec2LabProvider provider,
      Optional<EmbeddedCloud> carrier,
      Optional<Lease> woken,
      Waits waits) {
    this.config = config;
    this.lab = lab;
    this.provider = provider;
    this.carrier = carrier;
    this.woken = woken;
    this.waits = waits;
  }

  /** Amazon's own. */
  static Cloud amazon(TrainingConfig config, String lab, Progress progress, Waits waits) {
    return amazon(config, config.aws().region(), lab, progress, waits);
  }

  /** The same in a region that was asked for. */
  static Cloud amazon(
      TrainingConfig config, Optional<String> region, String lab, Progress progress, Waits waits) {
    var anyone = Ec2Endpoint.aws(region, config.aws().account());
    var endpoint =
        config.aws().caller().map(CallerRange::fixed).map(anyone::reachedFrom).orElse(anyone);
    var provider = Ec2LabProvider.connect(endpoint, waits, progress);
    return new Cloud(config, lab, provider, Optional.empty(), Optional.empty(), waits);
  }

  /**
   * One on this computer, which is closed if it cannot be used.
   *
   * @param woken the new lease of machines, if they had stopped and were started again
   */
  static Cloud carriedBy(
      EmbeddedCloud carrier,
      Optional<Lease> woken,
      TrainingConfig config,
      String lab,
      Progress progress,
      Waits waits) {
    // In a rehearsal there is one account, and its rights are checked.
    var account =
        Optional.of(config.aws().account().orElse(ACCOUNT)).filter(any -> config.lab().isAws());
    try {
      var endpoint = Ec2Endpoint.local(carrier.api().endpoint(), account);
      var provider = Ec2LabProvider.connect(endpoint, carrier.api().trainer(), waits, progress);
      return new Cloud(config, lab, provider, Optional.of(carrier), woken, waits);
    } catch (RuntimeException e) {
      carrier.close();
      throw e;
    }
  }

  /** How a cloud on this computer is set up. */
  static EmbeddedSettings settings(TrainingConfig config, String lab) {
    var folders = config.folders();
    var recipes = folders.project().resolve("artifacts");
    var rehearsal = new EmbeddedSettings.Rehearsal(LabRights.policy(), recipes);
    return new EmbeddedSettings(
        lab,
        config.embedded().install(),
        config.embedded().port(),
        folders.state(),
        folders.cache(),
        Optional.of(rehearsal).filter(any -> config.lab() == LabKind.AWS_REHEARSAL));
  }

  /** What a lab of so many machines would cost on AWS; asks nobody. */
  static Budget budget(TrainingConfig config, int machines) {
    var region =
        config.lab() == LabKind.AWS_REHEARSAL
            ? Ec2Endpoint.LOCAL_REGION
            : Ec2Endpoint.aws(config.aws().region(), config.aws().account()).region();
    return Budget.of(config, region, machines);
  }

  Ec2LabProvider provider() {
    return provider;
  }

  LabFacts facts() {
    return provider.facts(lab);
  }

  /** The range the lab's own network takes. */
  String networkRange() {
    return carrier.map(each -> each.api().range()).orElse(AMAZONS_RANGE);
  }

  /** The container engine its machines are on, where it is one. */
  Optional<LabEngine> engine() {
    return carrier.map(EmbeddedCloud::engine);
  }

  /** What so many of its machines cost; empty if they cost nothing. */
  Optional<Budget> budget(int machines) {
    return Optional.of(Budget.of(config, provider.caretaker().region(), machines))
        .filter(any -> config.lab().isAws());
  }

  /** Whether machines may look up names of the outside world. */
  boolean outsideNames() {
    return config.lab().isAws();
  }

  /** With the mirrors from which its machines fetch what they do not have, if it has any. */
  ArtifactSettings through(ArtifactSettings settings) {
    return carrier
        .map(each -> settings.through(each.imageMirror(), each.binaryMirror()))
        .orElse(settings);
  }

  /** The new lease of machines, if they had stopped and were started again for this. */
  Optional<Lease> woken() {
    return woken;
  }

  /** Gives back the lab, and then what the cloud itself needed for it. Safe to repeat. */
  void giveBack() {
    if (gone) {
      return;
    }
    var steps = new Teardown();
    // What the API could not give back still goes with what carried it.
    carrier.ifPresent(
        each -> steps.push(Texts.of("remove what lab '%s' ran on", lab), each::shutDown));
    if (answers) {
      steps.push(Texts.of("give back the machines of lab '%s'", lab), () -> provider.release(lab));
    }
    answers = carrier.isEmpty();
    steps.close();
    gone = carrier.isPresent();
  }

  /** What still exists of this lab, machines and all that carried them. */
  List<Leftover> leftovers() {
    var all = new ArrayList<Leftover>();
    if (answers) {
      all.addAll(provider.leftovers(lab));
    }
    if (carrier.isPresent()) {
      EmbeddedLeftovers.here(waits).stream()
          .filter(left -> left.lab().equals(lab))
          .forEach(all::add);
    }
    return all;
  }

  /** Lets go of connections; the lab stays as it is. */
  @Override
  public void close() {
    provider.close();
    if (answers) {
      carrier.ifPresent(EmbeddedCloud::close);
    }
  }
}
