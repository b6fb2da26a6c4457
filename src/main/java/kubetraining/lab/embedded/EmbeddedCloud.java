package kubetraining.lab.embedded;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import kubetraining.artifact.Artifacts;
import kubetraining.lab.LabEngine;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabUnavailableException;
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
  private final EmbeddedSettings settings;

  private EmbeddedCloud(
      DockerEngine engine,
      EngineCapabilities capabilities,
      EngineHoldings holdings,
      DockerHypervisor hypervisor,
      Ec2ApiServer.Address api,
      EmbeddedSettings settings) {
    this.engine = engine;
    this.capabilities = capabilities;
    this.holdings = holdings;
    this.hypervisor = hypervisor;
    this.api = api;
    this.settings = settings;
  }

  /**
   * Opens the cloud of the lab that the settings name: finds it where it runs already, else makes
   * it, with a container engine and a machine image where those are missing.
   *
   * @throws LabUnavailableException if that cannot be here; then nothing is left of it
   */
  public static EmbeddedCloud open(
      EmbeddedSettings settings, Artifacts artifacts, Progress progress, Waits waits) {
    try (var undo = new Teardown()) {
      var engine = new EngineInstaller(settings, progress, waits).engine();
      undo.push("close the connection to the container engine", engine::close);
      EngineOfLab.require(
          LabFolder.of(settings.state(), settings.labName()), engine.identity().engine());
      engine.identity().otherMake().ifPresent(progress::note);
      new FileWatchers(FileWatchers.LIMIT, settings.install(), progress).suffice();
      var capabilities = EngineCapabilities.look(engine);
      requireRoot(capabilities);
      var labels = new LabLabels(settings.labName());
      var server = new Ec2ApiServer(engine, labels, progress, waits);
      var holdings = new EngineHoldings(engine, waits);
      var api = server.running();
      if (api.isEmpty()) {
        // The API's memory went with it, so what it had made belongs to nobody.
        holdings.remove(settings.labName());
        server.requireFree(settings.apiPort());
      }
      var image =
          new MachineBakery(engine, capabilities, labels, settings.cache(), progress)
              .image(artifacts.machineParts());
      var address =
          api.orElseGet(
              () -> {
                undo.push(
                    "remove the EC2 API of lab " + settings.labName(),
                    () -> holdings.remove(settings.labName()));
                // A range is taken when the container of the API bears it, and not before.
                return new OneAtATime(settings.cache(), "network-range", progress)
                    .call(
                        "another lab that chooses its network",
                        () ->
                            server.start(
                                artifacts.ec2Server(), settings.apiPort(), range(engine), image));
              });
      var hypervisor =
          new DockerHypervisor(
              new Ec2Query(address.endpoint()),
              labels,
              new LabNetworks(engine, labels),
              new MachineContainers(engine, capabilities, labels, image),
              progress);
      hypervisor.start();
      undo.keep();
      return new EmbeddedCloud(engine, capabilities, holdings, hypervisor, address, settings);
    }
  }

  private static void requireRoot(EngineCapabilities capabilities) {
    if (capabilities.rootless()) {
      throw new LabUnavailableException(
          "The container engine runs without root, and machines of a cluster cannot live in it."
              + " Point DOCKER_HOST at an engine that root runs: export"
              + " DOCKER_HOST=unix:///var/run/docker.sock");
    }
  }

  private static Ipv4Range range(DockerEngine engine) {
    var taken = new ArrayList<>(FreeRange.routes());
    taken.addAll(Ec2ApiServer.ranges(engine));
    taken.addAll(LabNetworks.ranges(engine));
    return FreeRange.choose(taken);
  }

  /** Where the EC2 API of this lab answers. */
  public URI endpoint() {
    return api.endpoint();
  }

  /** The range that the lab's own network may use, an IPv4 /16 which nothing here overlaps. */
  public String networkRange() {
    return api.range();
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
          "left of lab '%s' after its end: %s. Type: ./training sweep"
              .formatted(settings.labName(), EngineHoldings.list(left)));
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
