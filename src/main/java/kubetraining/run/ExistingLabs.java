package kubetraining.run;

import io.fabric8.kubernetes.api.model.ContainerImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import kubetraining.wait.Waits;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The lab of a run that is a cluster which exists already. Nothing is brought up, and nothing given
 * back but what the run itself has made: its account, its home, and what the guide's commands made.
 */
public final class ExistingLabs extends Labs {
  private final ExistingSettings settings;
  private final Teardown connections = new Teardown();
  private @Nullable LabFolder folder;
  private @Nullable ExistingCluster cluster;
  private @Nullable Teardown made;
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

  /**
   * Undoes what runs that were killed have done to the cluster, for the command line.
   *
   * @param dryRun whether it is only said what would be done
   * @return what was removed, or would be
   * @throws kubetraining.lab.LabUnavailableException if a run of this computer is at work there
   */
  public static List<String> undo(TrainingConfig config, Progress progress, boolean dryRun) {
    var settings = config.existing().orElseThrow();
    var waits = new Waits().times(config.patience());
    try (var cluster = ExistingCluster.open(settings.kubeconfig(), settings.context());
        var acting = cluster.acting()) {
      var folder = folder(config, cluster.uid());
      var lock = LabLock.take(folder, "training sweep");
      try (lock) {
        var guide = ClusterGuide.of(config, cluster);
        var places = TypingPlaces.of(config, folder, guide, waits, progress);
        if (!dryRun) {
          places.mend(acting);
        }
        var sweep = new ExistingSweep(acting, folder, true, progress, waits);
        return (dryRun ? sweep.left() : sweep.sweep())
            .stream().map(each -> Texts.of("%s %s", each.kind(), each.id())).toList();
      }
    }
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
  Path ledger() {
    return required(folder).ledger();
  }

  @Override
  public synchronized LabSession open() {
    var opened = ExistingCluster.open(settings.kubeconfig(), settings.context());
    connections.push("close the connection to the cluster", opened::close);
    cluster = opened;
    folder = folder(config(), opened.uid());
    connections.push("unlock the cluster", LabLock.take(folder, doing)::close);
    var acting = opened.acting();
    connections.push("close the connection that acts", acting::close);
    var sweep = new ExistingSweep(acting, folder, false, progress, waits);
    sweep.sweep().forEach(each -> progress.note("removed what an earlier run had left: " + each));
    sweep.requireAlone(settings.kubeconfig());
    var guide = progress.phase("look at the cluster", () -> ClusterGuide.of(config(), opened));
    var undo = new Teardown();
    made = undo;
    undo.push("look for what is left", () -> left = sweep.left());
    String token = token(Observer.ofRun(acting), sweep, guide.manifests(), undo);
    var machines = guide.machines();
    var nodes = guide.adapted().nodes();
    var typing = TypingPlaces.of(config(), folder, guide, waits, progress);
    boolean reached = machines.containsKey("node1");
    var shells =
        progress.phase("a place to type", () -> typing.open(reached, opened, wanted(), undo));
    var byBothNames = new LinkedHashMap<>(shells);
    shells.forEach((guideName, shell) -> byBothNames.put(nodes.get(guideName), shell));
    var running = new TrainingCluster(byBothNames, opened.as(token), acting, waits);
    connections.push("close the connection that looks", running::close);
    var info =
        new LabSession.Info(
            config().lab().word(),
            name(),
            opened.version(),
            List.copyOf(machines.values()),
            List::of,
            Optional.of(guide.known()));
    var access = new LabAccess(running.client(), nodes, machines, shells, Optional.empty());
    return new LabSession(info, running, access, Optional.empty());
  }

  /** Makes the account that looks, and gives its token. */
  private String token(Observer account, ExistingSweep sweep, Path manifests, Teardown undo) {
    undo.push("remove the account " + account.name(), () -> account.remove(waits));
    sweep.begin(account.name());
    return progress.phase("make an account that only looks", () -> account.create(manifests));
  }

  private static <T> T required(@Nullable T opened) {
    return Objects.requireNonNull(opened, "the cluster was not opened");
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
    var undo = made;
    made = null;
    if (undo != null) {
      progress.phase("remove what this run made for itself", undo::close);
      // As long as something is left, the folder is the way to it.
      if (left.isEmpty()) {
        required(folder).delete();
      }
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
    String why = "no node of this cluster has the image %s; pull it on the workers";
    return there ? Optional.empty() : Optional.of(Texts.of(why, reference));
  }

  @Override
  public synchronized List<Leftover> leftovers() {
    return left;
  }

  @Override
  public synchronized void close() {
    connections.close();
  }
}
