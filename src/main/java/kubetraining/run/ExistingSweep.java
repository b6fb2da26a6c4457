package kubetraining.run;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kubetraining.component.Ledger;
import kubetraining.component.NodeTemperatures;
import kubetraining.component.OurLabel;
import kubetraining.config.Limit;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/**
 * Finds and removes what runs have made in a cluster that exists already, also one that was killed.
 * Ours is what bears the label of a run, what the ledger of this computer names, and what bears the
 * training's label and was not there when the run began.
 *
 * @param cluster a client that may delete
 * @param folder where this computer has noted what its run makes
 * @param everybodys whether the accounts of runs of other computers are meant, too
 */
record ExistingSweep(
    KubernetesClient cluster,
    LabFolder folder,
    boolean everybodys,
    Progress progress,
    Waits waits) {
  private static final String ACCOUNT = "account";
  private static final String BEFORE = "labelled-before";

  /** Notes who looks in this run, and what of our label is there already and has to stay. */
  void begin(String account) {
    folder.create();
    var before = all().stream().filter(each -> OurLabel.isOn(each.object())).map(Found::uid);
    FileWork.run(
        "could not write in " + folder.path(),
        () -> {
          Files.write(folder.path().resolve(BEFORE), before.toList());
          Files.writeString(folder.path().resolve(ACCOUNT), account + "\n");
        });
  }

  /** What is there of the run that has begun from this computer. */
  List<Leftover> left() {
    return ours().map(each -> new Leftover(each.kind(), each.inWords(), folder.lab())).toList();
  }

  /**
   * Two runs would see each other's pods.
   *
   * @throws LabUnavailableException naming the account of a run of somebody else
   */
  void requireAlone(Path kubeconfig) {
    var others =
        cluster.namespaces().withLabel(Observer.RUN).list().getItems().stream()
            .map(each -> each.getMetadata().getName())
            .toList();
    if (!others.isEmpty()) {
      throw new LabUnavailableException(
          "another run is at work on this cluster, or was killed there: its account is %s. Wait until it"
              + " ends; if it was killed, type where it was started: ./training sweep --kubeconfig %s",
          String.join(", ", others), kubeconfig);
    }
  }

  /**
   * Removes all of it, what bears the label of a run of another computer only if that is said.
   *
   * @return what was removed
   */
  List<Leftover> sweep() {
    var left = left();
    if (folder.exists() || !left.isEmpty()) {
      progress.phase("remove what an earlier run has left", this::remove);
    }
    return left;
  }

  private void remove() {
    if (folder.exists()) {
      try (var ledger = new Ledger(folder.ledger())) {
        new NodeTemperatures(cluster, ledger).clear();
      }
    }
    ours().forEach(each -> each.delete(cluster));
    var wait = waits.ofLab().upTo(Limit.COMPONENT.duration());
    Callable<List<String>> look = () -> ours().map(Found::inWords).toList();
    var unused = wait.see("what an earlier run has left to be deleted", look, List::isEmpty);
    folder.delete();
  }

  /** Something in the cluster, and how it is asked for. */
  private record Found(ResourceDefinitionContext type, GenericKubernetesResource object) {
    String uid() {
      return object.getMetadata().getUid();
    }

    String kind() {
      return object.getKind();
    }

    String inWords() {
      String namespace = object.getMetadata().getNamespace();
      return namespace == null
          ? object.getMetadata().getName()
          : Texts.of("%s/%s", namespace, object.getMetadata().getName());
    }

    String run() {
      var labels = object.getMetadata().getLabels();
      return labels == null ? "" : labels.getOrDefault(Observer.RUN, "");
    }

    void delete(KubernetesClient client) {
      client.genericKubernetesResources(type).resource(object).withGracePeriod(0).delete();
    }
  }

  private Stream<Found> ours() {
    if (!folder.exists() && !everybodys) {
      return Stream.of();
    }
    var accounts = lines(ACCOUNT);
    var before = lines(BEFORE);
    var made = new HashSet<String>();
    lines(folder.ledger().getFileName().toString())
        .forEach(line -> made.add(line.split(" ", 2)[0]));
    boolean begun = Files.exists(folder.path().resolve(BEFORE));
    return all().stream()
        .filter(
            each ->
                accounts.contains(each.run())
                    || (everybodys && !each.run().isEmpty())
                    || made.contains(each.uid())
                    || (begun && OurLabel.isOn(each.object()) && !before.contains(each.uid())));
  }

  private Set<String> lines(String name) {
    Path file = folder.path().resolve(name);
    return Files.exists(file)
        ? Set.copyOf(FileWork.get("could not read " + file, () -> Files.readAllLines(file)))
        : Set.of();
  }

  /** Every object that can be listed, of the preferred version of each kind. */
  private List<Found> all() {
    return types(cluster).stream().flatMap(type -> of(cluster, type).stream()).toList();
  }

  private static List<Found> of(KubernetesClient client, ResourceDefinitionContext type) {
    try {
      var all = client.genericKubernetesResources(type);
      var items = type.isNamespaceScoped() ? all.inAnyNamespace().list() : all.list();
      return items.getItems().stream().map(object -> new Found(type, object)).toList();
    } catch (KubernetesClientException e) {
      // A kind that may not be listed, or whose server is away, holds nothing that we made.
      return List.of();
    }
  }

  private static List<ResourceDefinitionContext> types(KubernetesClient client) {
    var versions = new ArrayList<>(List.of("v1"));
    for (var group : client.getApiGroups().getGroups()) {
      versions.add(group.getPreferredVersion().getGroupVersion());
    }
    var types = new ArrayList<ResourceDefinitionContext>();
    for (String version : versions) {
      var resources = client.getApiResources(version);
      if (resources != null) {
        resources.getResources().stream()
            .filter(each -> each.getVerbs().containsAll(List.of("list", "delete")))
            .filter(each -> !each.getName().contains("/"))
            .map(each -> type(version, each))
            .forEach(types::add);
      }
    }
    return types;
  }

  private static ResourceDefinitionContext type(String version, APIResource resource) {
    int slash = version.indexOf('/');
    return new ResourceDefinitionContext.Builder()
        .withGroup(slash < 0 ? "" : version.substring(0, slash))
        .withVersion(version.substring(slash + 1))
        .withPlural(resource.getName())
        .withKind(resource.getKind())
        .withNamespaced(resource.getNamespaced())
        .build();
  }
}
