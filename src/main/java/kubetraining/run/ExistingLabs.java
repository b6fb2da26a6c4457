package kubetraining.run;

import io.fabric8.kubernetes.api.model.ContainerImage;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.cluster.TrainingCluster;
import kubetraining.config.ExistingSettings;
import kubetraining.config.TrainingConfig;
import kubetraining.existing.ExistingCluster;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.lab.Leftover;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Waits;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The lab of a run that is a cluster which exists already. Nothing is brought up, and nothing given
 * back but what the run itself has made: its account, its home, and what the guide's commands made.
 */
final class ExistingLabs extends Labs {
  private final ExistingSettings settings;
  private @Nullable LabFolder folder;
  private @Nullable LabLock lock;
  private @Nullable ExistingCluster cluster;
  private @Nullable Observer observer;
  private @Nullable TrainingCluster running;
  private @Nullable TypingPlaces places;
  private @Nullable KubernetesClient acting;
  private Wanted wanted = Wanted.EVERYTHING;
  private List<Leftover> left = List.of();

  ExistingLabs(TrainingConfig config, String doing, Progress progress, Waits waits) {
    super(config, doing, progress, waits);
    this.settings = config.existing().orElseThrow();
  }

  /**
   * Where is noted what a run makes in one such cluster. Each has its own: what was there before in
   * one says nothing about another.
   */
  static LabFolder folder(TrainingConfig config, String uid) {
    return LabFolder.of(
        config.folders().state().resolve("existing").resolve(uid), config.labName());
  }

  @Override
  public boolean kept() {
    return false;
  }

  /** What is there before is somebody's, as on a lab that was kept. */
  @Override
  public boolean resumed() {
    return true;
  }

  @Override
  public void isFor(Wanted what) {
    wanted = what;
  }

  @Override
  Path ledger() {
    return required(folder).ledger();
  }

  @Override
  public synchronized LabSession open() {
    cluster = ExistingCluster.open(settings.kubeconfig(), settings.context());
    folder = folder(config(), cluster.uid());
    lock = LabLock.take(folder, doing);
    acting = cluster.acting();
    var sweep = sweep();
    sweep.sweep().forEach(each -> progress.note("removed what an earlier run had left: " + each));
    sweep.requireAlone(settings.kubeconfig());
    var opened = cluster;
    var guide = progress.phase("look at the cluster", () -> ClusterGuide.of(config(), opened));
    String token = account(sweep, guide.manifests());
    var machines = guide.machines();
    var nodes = guide.adapted().nodes();
    places = new TypingPlaces(config(), folder, guide, waits, progress);
    var shells =
        places.open(
            machines.containsKey("node1"),
            cluster,
            tools -> RunArtifacts.open(config(), wanted, progress).files(tools));
    running = new TrainingCluster(byBothNames(shells, nodes), cluster.as(token), acting, waits);
    var info =
        new LabInfo(
            config().lab().word(),
            name(),
            cluster.version(),
            List.copyOf(machines.values()),
            List::of,
            Optional.of(guide.known()));
    var access = new LabAccess(running.client(), nodes, machines, shells, Optional.empty());
    return new LabSession(info, running, access, Optional.empty());
  }

  /** Makes the account that looks, and gives its token. */
  private String account(ExistingSweep sweep, Path manifests) {
    var account = Observer.ofRun(required(acting));
    observer = account;
    sweep.begin(account.name());
    return progress.phase("make an account that only looks", () -> account.create(manifests));
  }

  private static Map<String, RemoteShell> byBothNames(
      Map<String, RemoteShell> shells, Map<String, String> nodes) {
    var both = new LinkedHashMap<>(shells);
    shells.forEach((guide, shell) -> both.put(nodes.get(guide), shell));
    return both;
  }

  private ExistingSweep sweep() {
    return new ExistingSweep(required(acting), required(folder), false, progress, waits);
  }

  private static <T> T required(@Nullable T opened) {
    if (opened == null) {
      throw new IllegalStateException("the cluster was not opened");
    }
    return opened;
  }

  @Override
  public SpareLab openSpare() {
    throw new TestAbortedException(
        "this cluster exists already: no machine is made for it, and none is given back");
  }

  @Override
  public void keep() {
    throw new IllegalStateException("a cluster that exists already is neither kept nor given back");
  }

  /** Removes what the run has made for itself. The cluster stays. */
  @Override
  public synchronized void release() {
    if (observer != null) {
      progress.phase("remove what this run made for itself", this::remove);
    }
  }

  private void remove() {
    try (var steps = new Teardown()) {
      steps.push("look for what is left", () -> left = sweep().left());
      Optional.ofNullable(places)
          .ifPresent(each -> steps.push("remove the home on node1", each::leave));
      Optional.ofNullable(observer)
          .ifPresent(
              each -> steps.push("remove the account " + each.name(), () -> each.remove(waits)));
    }
    observer = null;
    places = null;
    // As long as something is left, the folder is the way to it.
    if (left.isEmpty()) {
      required(folder).delete();
    }
  }

  /**
   * Whether nodes have the image. Otherwise they may be able to fetch it, and nobody tries that for
   * an image that the training can do without.
   */
  @Override
  public Optional<String> imageUnavailable(String reference) {
    boolean there =
        required(cluster).looking().nodes().list().getItems().stream()
            .flatMap(node -> node.getStatus().getImages().stream())
            .map(ContainerImage::getNames)
            .anyMatch(names -> names.contains(reference));
    return there
        ? Optional.empty()
        : Optional.of(
            Texts.of(
                "no node of this cluster has the image %s; pull it on the workers", reference));
  }

  @Override
  public synchronized List<Leftover> leftovers() {
    return left;
  }

  @Override
  public synchronized void close() {
    if (running != null) {
      running.close();
      running = null;
      acting = null;
    }
    if (acting != null) {
      acting.close();
      acting = null;
    }
    if (cluster != null) {
      cluster.close();
      cluster = null;
    }
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }
}
