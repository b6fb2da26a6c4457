package kubetraining.lab.embedded;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.artifact.Artifacts;
import kubetraining.host.Texts;
import kubetraining.lab.AccessKey;
import kubetraining.lab.LabEngine;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import kubetraining.lab.Leftover;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/**
 * A cloud on this computer for one lab: an EC2 API at {@link #endpoint()}, and containers that come
 * and go as its instances do. Closing it only stops looking after them: a later one with the same
 * lab name carries on. {@link #shutDown()} ends it for good.
 */
public final class EmbeddedCloud implements AutoCloseable {
  private final DockerEngine engine;
  private final EngineCapabilities capabilities;
  private final EngineHoldings holdings;
  private final DockerHypervisor hypervisor;
  private final Ec2ApiServer.Address api;
  private final Optional<LabMirror> mirror;
  private final EmbeddedSettings settings;
  private final boolean woken;

  private EmbeddedCloud(
      EngineGround ground,
      DockerHypervisor hypervisor,
      Ec2ApiServer.Address api,
      Optional<LabMirror> mirror,
      EmbeddedSettings settings,
      boolean woken) {
    this.mirror = mirror;
    this.engine = ground.engine();
    this.capabilities = ground.capabilities();
    this.holdings = ground.holdings();
    this.hypervisor = hypervisor;
    this.api = api;
    this.settings = settings;
    this.woken = woken;
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
      makeOurs(LabFolder.of(settings.state(), settings.labName()), ground.holdings(), undo);
      var api = ground.server().running();
      if (api.isEmpty()) {
        boolean made = !ground.engine().volumesWith(LabLabels.CACHE).isEmpty();
        EngineCheck.require(
            ground.capabilities(), FreeRange.finding(ground.engine()), made, artifacts);
        // Nobody kept this lab, and without its API nobody can go on with it.
        ground.holdings().remove(settings.labName());
        ground.server().requireFree(settings.apiPort());
      }
      var source = ground.machines(artifacts.get(), settings, progress);
      var address =
          api.orElseGet(() -> started(ground, settings, source.programs(), undo, progress));
      var mirror =
          ground.mirror(address.range(), source, artifacts.get(), settings, progress, waits);
      var cloud = on(ground, address, source, mirror, settings, progress, false);
      undo.keep();
      return cloud;
    }
  }

  /**
   * Its folder is there before anything is made: by it we know that what a killed run left is ours.
   */
  private static void makeOurs(LabFolder folder, EngineHoldings holdings, Teardown undo) {
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
   * @param lease until when machines that have to be started again may be used
   * @throws kubetraining.lab.LabNotWholeException if something of it is missing
   */
  public static EmbeddedCloud wake(
      EmbeddedSettings settings,
      Supplier<Artifacts> artifacts,
      Lease lease,
      Progress progress,
      Waits waits) {
    try (var undo = new Teardown()) {
      var ground = EngineGround.open(settings, undo, progress, waits);
      var sleeping = ground.sleeping(progress);
      var address = sleeping.api();
      var source = ground.machines(sleeping.one(), artifacts.get(), settings, progress);
      // Before anybody looks after the machines: one that has stopped counts as terminated then.
      boolean woken = sleeping.wake(address, lease);
      source.lesson().ifPresent(sleeping::teach);
      var mirror =
          ground.mirror(address.range(), source, artifacts.get(), settings, progress, waits);
      var cloud = on(ground, address, source, mirror, settings, progress, woken);
      undo.keep();
      return cloud;
    }
  }

  private static Ec2ApiServer.Address started(
      EngineGround ground,
      EmbeddedSettings settings,
      MachineImage image,
      Teardown undo,
      Progress progress) {
    undo.push(
        "remove the EC2 API of lab " + settings.labName(),
        () -> ground.holdings().remove(settings.labName()));
    // A range is taken when the container of the API bears it, and not before.
    return new OneAtATime(settings.cache(), "network-range", progress)
        .call(
            "another lab that chooses its network",
            () ->
                ground
                    .server()
                    .start(
                        settings.apiPort(),
                        FreeRange.of(ground.engine()),
                        image,
                        settings.rehearsal().map(Rehearsal::policy)));
  }

  private static EmbeddedCloud on(
      EngineGround ground,
      Ec2ApiServer.Address address,
      MachineSource source,
      Optional<LabMirror> mirror,
      EmbeddedSettings settings,
      Progress progress,
      boolean woken) {
    var hypervisor =
        new DockerHypervisor(
            address.query(),
            ground.labels(),
            new LabNetworks(ground.engine(), ground.labels(), mirror),
            new MachineContainers(ground.engine(), ground.capabilities(), ground.labels(), source),
            progress);
    hypervisor.start();
    return new EmbeddedCloud(ground, hypervisor, address, mirror, settings, woken);
  }

  /** Where the EC2 API of this lab answers. */
  public URI endpoint() {
    return api.endpoint();
  }

  /** With what calls of that API are signed. */
  public AccessKey key() {
    return api.trainer();
  }

  /** Where machines that know nothing find images; empty for any other. */
  public Optional<URI> imageMirror() {
    return mirror.map(LabMirror::images);
  }

  /** Where machines that know nothing find downloads; empty for any other. */
  public Optional<URI> binaryMirror() {
    return mirror.map(LabMirror::downloads);
  }

  /** The range that the lab's own network may use, an IPv4 /16 which nothing here overlaps. */
  public String networkRange() {
    return api.range();
  }

  /** Whether machines had stopped and were started again. */
  public boolean woken() {
    return woken;
  }

  /** What the container engine under this lab can do. */
  public EngineCapabilities capabilities() {
    return capabilities;
  }

  /** The container engine under this lab. */
  public LabEngine engine() {
    return engine.identity().engine();
  }

  /** Matches machines and instances now, instead of within half a second. */
  public void reconcile() {
    hypervisor.reconcile();
  }

  /** What exists of this lab beside its instances: containers, networks, volumes. */
  public List<Leftover> leftovers(String labName) {
    return holdings.of(labName);
  }

  /** The same of all labs on this computer. */
  public List<Leftover> leftovers() {
    return holdings.all();
  }

  /**
   * Ends this cloud: removes machines, networks, volumes and the EC2 API, waits until they are gone
   * and looks again. The machine image stays, for the next lab.
   *
   * @throws IllegalStateException naming what is left, should anything be
   */
  public void shutDown() {
    try {
      hypervisor.close();
    } finally {
      holdings.remove(settings.labName());
    }
    List<Leftover> left = holdings.of(settings.labName());
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          Texts.of(
              "left of lab '%s' after its end: %s. Type: ./training sweep",
              settings.labName(), EngineHoldings.list(left)));
    }
    engine.close();
  }

  /** Stops the container engine if a run of ours started it; false if none did. */
  public static boolean stopEngineWeStarted(EmbeddedSettings settings) {
    return new StartedEngine(settings.state()).stop();
  }

  /** Stops looking after the machines; they and the EC2 API stay. Safe to repeat. */
  @Override
  public void close() {
    hypervisor.close();
    engine.close();
  }
}
