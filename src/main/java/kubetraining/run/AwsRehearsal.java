package kubetraining.run;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.artifact.Artifacts;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.AccessKey;
import kubetraining.lab.LabEngine;
import kubetraining.lab.LabFolder;
import kubetraining.lab.Lease;
import kubetraining.lab.Leftover;
import kubetraining.lab.ec2.LabRights;
import kubetraining.lab.embedded.EmbeddedCloud;
import kubetraining.lab.embedded.EmbeddedLeftovers;
import kubetraining.lab.embedded.EmbeddedSettings;
import kubetraining.lab.embedded.EngineOfLab;
import kubetraining.lab.embedded.Rehearsal;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/**
 * What stands for Amazon while AWS is rehearsed: an EC2 API that checks rights, machines that know
 * nothing, and a mirror of what they fetch. Who uses it knows an address, a key and mirrors.
 */
final class AwsRehearsal implements AutoCloseable {
  /** The account that moto makes everything in. */
  static final String ACCOUNT = "123456789012";

  private final String lab;
  private final EmbeddedCloud cloud;
  private final Optional<Lease> woken;
  private final Waits waits;
  private boolean gone;

  private AwsRehearsal(String lab, EmbeddedCloud cloud, Optional<Lease> woken, Waits waits) {
    this.lab = lab;
    this.cloud = cloud;
    this.woken = woken;
    this.waits = waits;
  }

  static AwsRehearsal open(
      TrainingConfig config,
      String lab,
      Supplier<Artifacts> artifacts,
      Progress progress,
      Waits waits) {
    var settings = settings(config, lab);
    EngineOfLab.requireReachable(LabFolder.of(settings.state(), lab));
    EmbeddedLabCloud.requireEngine(settings, artifacts);
    var cloud = EmbeddedCloud.open(settings, artifacts, progress, waits);
    return new AwsRehearsal(lab, cloud, Optional.empty(), waits);
  }

  static AwsRehearsal wake(
      TrainingConfig config,
      String lab,
      Supplier<Artifacts> artifacts,
      Progress progress,
      Waits waits) {
    var settings = settings(config, lab);
    EmbeddedLabCloud.requireEngine(settings, artifacts);
    var lease = Lease.of(config.timeToLive());
    var cloud = EmbeddedCloud.wake(settings, artifacts, lease, progress, waits);
    var woken = cloud.woken() ? Optional.of(lease) : Optional.<Lease>empty();
    return new AwsRehearsal(lab, cloud, woken, waits);
  }

  private static EmbeddedSettings settings(TrainingConfig config, String lab) {
    return EmbeddedLabCloud.settings(config, lab)
        .rehearsing(
            new Rehearsal(LabRights.policy(), config.folders().project().resolve("artifacts")));
  }

  String lab() {
    return lab;
  }

  URI api() {
    return cloud.endpoint();
  }

  AccessKey key() {
    return cloud.key();
  }

  Mirrors mirrors() {
    return new Mirrors(cloud.imageMirror(), cloud.binaryMirror());
  }

  String networkRange() {
    return cloud.networkRange();
  }

  LabEngine engine() {
    return cloud.engine();
  }

  Optional<Lease> woken() {
    return woken;
  }

  /** Whether its API is there to be asked. */
  boolean answers() {
    return !gone;
  }

  /** Removes all that carried the lab; safe to repeat. */
  void giveBack() {
    if (!gone) {
      cloud.shutDown();
      gone = true;
    }
  }

  /** What the computer holds of the lab, instances and all. */
  List<Leftover> leftovers() {
    var all = new ArrayList<Leftover>();
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
    if (!gone) {
      cloud.close();
    }
  }
}
