package kubetraining.lab.embedded.cloud;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kubetraining.artifact.Artifacts;
import kubetraining.host.Texts;
import kubetraining.lab.AccessKey;
import kubetraining.lab.LabEngine;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import kubetraining.lab.Leftover;
import kubetraining.lab.Teardown;
import kubetraining.lab.embedded.EmbeddedSettings;
import kubetraining.lab.embedded.engine.EngineCheck;
import kubetraining.lab.embedded.engine.EngineGround;
import kubetraining.lab.embedded.engine.FreeRange;
import kubetraining.lab.embedded.engine.LabLabels;
import kubetraining.lab.embedded.image.MachineImage;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/**
 * A cloud on this computer for one lab: an EC2 API, {@link #api}, and containers that come and go
 * as its instances do. Closing it only stops looking after them: a later one with the same lab name
 * carries on. {@link #shutDown()} ends it for good.
 */
public final class EmbeddedCloud implements AutoCloseable {
  /**
   * The EC2 API of a lab.
   *
   * @param range the range that the lab's own network may use, an IPv4 /16 which nothing here
   *     overlaps
   * @param trainer with what calls are signed of who asks for the lab
   * @param hypervisor the same of this computer's own looks
   */
  public record Api(URI endpoint, String range, AccessKey trainer, AccessKey hypervisor) {
    /** The hypervisor's way to ask. */
    Ec2Query query() {
      return new Ec2Query(endpoint, hypervisor);
    }
  }

  private final EngineGround ground;
  private final DockerHypervisor hypervisor;
  private final Api api;
  private final Optional<LabMirror> mirror;
  private final boolean woken;

  private EmbeddedCloud(
      EngineGround ground,
      Api api,
      MachineSource source,
      Supplier<Artifacts> artifacts,
      boolean woken) {
    this.ground = ground;
    this.api = api;
    this.mirror = LabMirror.of(ground, api.range(), source.programs(), artifacts);
    this.woken = woken;
    this.hypervisor = new DockerHypervisor(ground, api.query(), mirror, source);
    hypervisor.start();
  }

  /**
   * Opens the cloud of the lab that the settings name: finds it where it runs already, else makes
   * it, with a container engine and a machine image where those are missing.
   *
   * @throws LabUnavailableException if that cannot be here; then nothing is left of it
   */
  public static EmbeddedCloud open(
      EmbeddedSettings settings, Supplier<Artifacts> artifacts, Progress progress, Waits waits) {
    try (var undo = new Teardown()) {
      var ground = EngineGround.open(settings, undo, progress, waits);
      makeOurs(LabFolder.of(settings.state(), settings.labName()), holdings(ground), undo);
      var api = Ec2ApiServer.of(ground).running();
      if (api.isEmpty()) {
        boolean made = !ground.engine().volumesWith(LabLabels.CACHE).isEmpty();
        var network = FreeRange.finding(ground.engine());
        EngineCheck.require(ground.capabilities(), network, made, artifacts);
        // Nobody kept this lab, and without its API nobody can go on with it.
        holdings(ground).sweep(settings.labName());
        Ec2ApiServer.requireFree(settings.apiPort());
      }
      var source = MachineSource.of(ground, artifacts.get());
      var address = api.orElseGet(() -> started(ground, source.programs(), undo));
      var cloud = new EmbeddedCloud(ground, address, source, artifacts, false);
      undo.keep();
      return cloud;
    }
  }

  /** All that the engine holds of this lab and others, by label. */
  private static EmbeddedLeftovers holdings(EngineGround ground) {
    return new EmbeddedLeftovers(ground.engine(), ground.waits());
  }

  /**
   * Its folder is there before anything is made: by it we know that what a killed run left is ours.
   */
  private static void makeOurs(LabFolder folder, EmbeddedLeftovers holdings, Teardown undo) {
    if (folder.exists()) {
      return;
    }
    var found = holdings.of(folder.lab());
    if (!found.isEmpty()) {
      throw new LabUnavailableException(EmbeddedLeftovers.unknownHere(folder, found));
    }
    undo.push("forget lab " + folder.lab(), folder::delete);
    folder.create();
  }

  /**
   * Opens the cloud of a lab that was kept, starts what of it has stopped, and gives its machines
   * the parts that are wanted and that they do not have yet. Removes nothing.
   *
   * @param artifacts asked for when the lab is known to be there
   * @param taught whether its machines have all that is wanted, so that nothing is asked for
   * @param lease until when machines that have to be started again may be used
   * @throws kubetraining.lab.LabNotWholeException if something of it is missing
   */
  public static EmbeddedCloud wake(
      EmbeddedSettings settings,
      Supplier<Artifacts> artifacts,
      boolean taught,
      Lease lease,
      Progress progress,
      Waits waits) {
    try (var undo = new Teardown()) {
      var ground = EngineGround.open(settings, undo, progress, waits);
      var sleeping = new SleepingMachines(ground);
      var address = sleeping.api();
      var source =
          taught && settings.rehearsal().isEmpty()
              ? MachineSource.asTheyAre(sleeping.one())
              : MachineSource.of(ground, sleeping.one(), artifacts.get());
      // Before anybody looks after the machines: one that has stopped counts as terminated then.
      boolean woken = sleeping.wake(address, lease);
      source.lesson().ifPresent(sleeping::teach);
      var cloud = new EmbeddedCloud(ground, address, source, artifacts, woken);
      undo.keep();
      return cloud;
    }
  }

  private static Api started(EngineGround ground, MachineImage image, Teardown undo) {
    String lab = ground.labels().lab();
    undo.push("remove the EC2 API of lab " + lab, () -> holdings(ground).sweep(lab));
    // A range is taken when the container of the API bears it, and not before.
    int port = ground.settings().apiPort();
    var policy = ground.settings().rehearsal().map(EmbeddedSettings.Rehearsal::policy);
    return ground.oneAtATime(
        "network-range",
        "another lab that chooses its network",
        () -> Ec2ApiServer.of(ground).start(port, FreeRange.of(ground.engine()), image, policy));
  }

  /** The EC2 API of this lab. */
  public Api api() {
    return api;
  }

  /** Where machines that know nothing find images; empty for any other. */
  public Optional<URI> imageMirror() {
    return mirror.map(LabMirror::images);
  }

  /** Where machines that know nothing find downloads; empty for any other. */
  public Optional<URI> binaryMirror() {
    return mirror.map(LabMirror::downloads);
  }

  /** Whether machines had stopped and were started again. */
  public boolean woken() {
    return woken;
  }

  /** The container engine under this lab. */
  public LabEngine engine() {
    return ground.engine().identity().engine();
  }

  /**
   * Ends this cloud: removes machines, networks, volumes and the EC2 API, waits until they are gone
   * and looks again. The machine image stays, for the next lab.
   *
   * @throws IllegalStateException naming what is left, should anything be
   */
  public void shutDown() {
    String lab = ground.labels().lab();
    try {
      hypervisor.close();
    } finally {
      holdings(ground).sweep(lab);
    }
    List<Leftover> left = holdings(ground).of(lab);
    if (!left.isEmpty()) {
      String all = left.stream().map(Leftover::toString).collect(Collectors.joining(", "));
      throw new IllegalStateException(
          Texts.of("left of lab '%s' after its end: %s. Type: ./training sweep", lab, all));
    }
    ground.engine().close();
  }

  /** Stops looking after the machines; they and the EC2 API stay. Safe to repeat. */
  @Override
  public void close() {
    hypervisor.close();
    ground.engine().close();
  }
}
