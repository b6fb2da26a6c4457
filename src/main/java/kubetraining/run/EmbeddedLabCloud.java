package kubetraining.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.artifact.Artifacts;
import kubetraining.config.Limit;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.LabEngine;
import kubetraining.lab.LabFacts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabProvider;
import kubetraining.lab.Lease;
import kubetraining.lab.Leftover;
import kubetraining.lab.Teardown;
import kubetraining.lab.ec2.Ec2Endpoint;
import kubetraining.lab.ec2.Ec2LabProvider;
import kubetraining.lab.embedded.EmbeddedCloud;
import kubetraining.lab.embedded.EmbeddedLeftovers;
import kubetraining.lab.embedded.EmbeddedSettings;
import kubetraining.lab.embedded.EngineCheck;
import kubetraining.lab.embedded.EngineOfLab;
import kubetraining.lab.embedded.InstallPolicy;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** The cloud on this computer; its EC2 provider knows nothing of it but an address. */
final class EmbeddedLabCloud implements Cloud {
  private final String lab;
  private final EmbeddedCloud cloud;
  private final Ec2LabProvider provider;
  private final Waits waits;
  private final Optional<Lease> woken;
  private boolean up = true;
  private boolean gone;

  private EmbeddedLabCloud(
      String lab,
      EmbeddedCloud cloud,
      Optional<Lease> woken,
      Ec2LabProvider provider,
      Waits waits) {
    this.lab = lab;
    this.woken = woken;
    this.cloud = cloud;
    this.provider = provider;
    this.waits = waits;
  }

  static EmbeddedLabCloud open(
      TrainingConfig config,
      String lab,
      Supplier<Artifacts> artifacts,
      Progress progress,
      Waits waits) {
    var settings = settings(config, lab);
    EngineOfLab.requireReachable(LabFolder.of(settings.state(), lab));
    requireEngine(settings, artifacts);
    var cloud = EmbeddedCloud.open(settings, artifacts, progress, waits);
    return over(cloud, Optional.empty(), lab, progress, waits);
  }

  /** The cloud of a lab that was kept; starts what of it has stopped, and removes nothing. */
  static EmbeddedLabCloud wake(
      TrainingConfig config,
      String lab,
      Supplier<Artifacts> artifacts,
      Progress progress,
      Waits waits) {
    var settings = settings(config, lab);
    requireEngine(settings, artifacts);
    var lease = Lease.of(config.timeToLive());
    var cloud = EmbeddedCloud.wake(settings, artifacts, lease, progress, waits);
    var woken = cloud.woken() ? Optional.of(lease) : Optional.<Lease>empty();
    return over(cloud, woken, lab, progress, waits);
  }

  private static EmbeddedLabCloud over(
      EmbeddedCloud cloud, Optional<Lease> woken, String lab, Progress progress, Waits waits) {
    try {
      var endpoint =
          Ec2Endpoint.local(cloud.endpoint())
              .within(Limit.MACHINE_RUNNING.duration(), Limit.MACHINE_TERMINATED.duration());
      var provider = Ec2LabProvider.connect(endpoint, waits, progress);
      return new EmbeddedLabCloud(lab, cloud, woken, provider, waits);
    } catch (RuntimeException e) {
      cloud.close();
      throw e;
    }
  }

  /** An engine that cannot be had is told at once, before anything is built for it. */
  static void requireEngine(EmbeddedSettings settings, Supplier<Artifacts> artifacts) {
    var seen = EngineCheck.look(settings.install());
    if (seen.stream().anyMatch(each -> each.what().equals("container engine") && !each.met())) {
      EngineCheck.refuse(seen, artifacts);
    }
  }

  static EmbeddedSettings settings(TrainingConfig config, String lab) {
    return new EmbeddedSettings(
        lab,
        config.embedded().install() ? InstallPolicy.AUTO : InstallPolicy.NEVER,
        config.embedded().port(),
        config.folders().state(),
        config.folders().cache(),
        Optional.empty());
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
  public Optional<LabEngine> engine() {
    return Optional.of(cloud.engine());
  }

  @Override
  public boolean outsideNames() {
    return false;
  }

  @Override
  public Optional<Lease> woken() {
    return woken;
  }

  @Override
  public void giveBack() {
    if (!gone) {
      var steps = new Teardown();
      // What the API could not give back still goes by its labels.
      steps.push(Texts.of("remove what carried lab '%s'", lab), cloud::shutDown);
      if (up) {
        steps.push(
            Texts.of("give back the machines of lab '%s'", lab), () -> provider.release(lab));
      }
      up = false;
      steps.close();
      gone = true;
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
