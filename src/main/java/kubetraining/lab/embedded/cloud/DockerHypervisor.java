package kubetraining.lab.embedded.cloud;

import com.github.dockerjava.api.exception.ConflictException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import kubetraining.host.Daemons;
import kubetraining.host.Texts;
import kubetraining.lab.embedded.engine.EngineGround;
import kubetraining.lab.embedded.engine.LabLabels;
import kubetraining.progress.Phases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the containers on this computer as the EC2 API says that instances are. It remembers
 * nothing: each look starts from the API and from the labels of what is there, so that a new run
 * goes on where a killed one stopped.
 *
 * <p>Instances are run, rebooted and terminated. Stopping one and starting it again is not done.
 */
final class DockerHypervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DockerHypervisor.class);
  private static final long PERIOD_MILLIS = 500;
  private static final int TRIES = 3;

  // Once all machines run and nothing changed for ten seconds, every fourth look is enough: the
  // processors belong to the cluster.
  private static final int SETTLED = 20;
  private static final int RARELY = 4;

  private final EngineGround ground;
  private final Ec2Query api;
  private final LabLabels labels;
  private final LabNetworks networks;
  private final MachineSource source;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private volatile int settled;
  private long ticks;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Daemons.threads("hypervisor"));
  private final ExecutorService hands =
      Executors.newFixedThreadPool(4, Daemons.threads("hypervisor-hand"));

  DockerHypervisor(
      EngineGround ground, Ec2Query api, Optional<LabMirror> mirror, MachineSource source) {
    this.ground = ground;
    this.api = api;
    this.labels = ground.labels();
    this.networks = new LabNetworks(ground.engine(), labels, mirror);
    this.source = source;
  }

  void start() {
    clock.scheduleWithFixedDelay(this::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    ticks++;
    if (settled >= SETTLED && ticks % RARELY != 0) {
      return;
    }
    try {
      reconcile();
    } catch (RuntimeException e) {
      // An exception that left here would end the clock for good.
      tell("the embedded cloud could not look after its machines", e);
    }
  }

  /** One look, and what follows from it. */
  synchronized void reconcile() {
    var lab = labels.lab();
    var engine = ground.engine();
    var machines = MachineContainer.of(engine, labels);
    var owners = MachineContainer.volumeOwners(engine, labels);
    var todo =
        Reconciliation.of(
            api.instances(lab), api.subnets(lab), machines, owners, networks.subnets());
    if (todo.nothingToDo()) {
      // Without machines some are about to be asked for, so that is no time to look away.
      settled = machines.isEmpty() ? 0 : settled + 1;
      return;
    }
    settled = 0;
    LOG.info("{}", todo);
    each("make network", todo.addNetworks(), CloudSubnet::id, networks::create);
    Consumer<String> remove = id -> MachineContainer.remove(engine, labels, id);
    each("remove machine", todo.remove(), id -> id, remove);
    each("reboot machine", todo.restart(), MachineContainer::instanceId, this::restart);
    each("terminate instance", todo.terminate(), CloudInstance::id, this::poweredOff);
    each("boot machine", todo.create(), CloudInstance::id, this::boot);
    each("remove network", todo.dropNetworks(), id -> id, this::dropNetwork);
  }

  private void restart(MachineContainer machine) {
    ground.engine().client().startContainerCmd(machine.containerId()).exec();
  }

  private void poweredOff(CloudInstance instance) {
    LOG.info("machine {} switched itself off", instance.id());
    api.terminate(instance.id());
  }

  private void boot(CloudInstance instance) {
    try {
      String why = Texts.of("instance %s has no key pair, so nobody could log in", instance.id());
      String key =
          instance.keyName().map(api::publicKey).orElseThrow(() -> new IllegalStateException(why));
      MachineContainer.create(ground, source, instance, key, api.userData(instance.id()));
    } catch (RuntimeException e) {
      // EC2 does the same: an instance that cannot be started is terminated, and its waiter fails.
      if (failures.merge(instance.id(), 1, Integer::sum) >= TRIES) {
        api.terminate(instance.id());
      }
      throw e;
    }
  }

  private void dropNetwork(String subnetId) {
    try {
      networks.remove(subnetId);
    } catch (RuntimeException e) {
      // A machine in it is still going; the next look tries again.
      LOG.info("network of {} cannot go yet: {}", subnetId, e.getMessage());
    }
  }

  private <T> void each(
      String what, Collection<T> items, Function<T, String> name, Consumer<T> work) {
    Function<T, CompletableFuture<Void>> begun =
        item ->
            CompletableFuture.runAsync(() -> one(what + " " + name.apply(item), item, work), hands);
    var all = items.stream().map(begun).toArray(CompletableFuture<?>[]::new);
    Phases.call(what, () -> CompletableFuture.allOf(all).get());
  }

  private <T> void one(String what, T item, Consumer<T> work) {
    try {
      work.accept(item);
    } catch (ConflictException e) {
      LOG.info("could not {} yet: {}", what, e.getMessage());
    } catch (RuntimeException e) {
      tell("could not " + what, e);
    }
  }

  /** Tells a failure once; it may come back twice a second. */
  private void tell(String what, RuntimeException failure) {
    String reason = String.valueOf(failure.getMessage()).strip().replace('\n', ' ');
    String line = what + ": " + reason;
    if (told.add(line)) {
      LOG.warn("{}", what, failure);
      ground.progress().note(line);
    }
  }

  /** Stops looking, after a look under way has ended. What is there stays. */
  @Override
  public void close() {
    clock.shutdown();
    try {
      if (!Phases.call(
          "the end of the embedded cloud", () -> clock.awaitTermination(1, TimeUnit.MINUTES))) {
        throw new IllegalStateException("the embedded cloud is still busy after a minute");
      }
    } finally {
      clock.shutdownNow();
      hands.shutdownNow();
      api.close();
    }
  }
}
