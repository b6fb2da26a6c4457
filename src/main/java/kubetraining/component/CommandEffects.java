package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kubetraining.cluster.Manifests;
import kubetraining.host.Texts;
import kubetraining.typed.KubectlCommand;
import kubetraining.typed.PrintedBlock;

/**
 * What commands of the guide lead to in the cluster: objects that are there, or gone, and
 * annotations of them.
 *
 * @param client asked at each look
 * @param manifests the folder that is {@code ~/training} on node1
 */
public record CommandEffects(Supplier<KubernetesClient> client, Path manifests) {
  private static final Map<String, String> KINDS =
      Map.of(
          "pods", "v1\nkind: Pod",
          "nodes", "v1\nkind: Node",
          "services", "v1\nkind: Service",
          "configmaps", "v1\nkind: ConfigMap",
          "serviceaccounts", "v1\nkind: ServiceAccount",
          "deployments", "apps/v1\nkind: Deployment",
          "horizontalpodautoscalers", "autoscaling/v2\nkind: HorizontalPodAutoscaler",
          "rolebindings", "rbac.authorization.k8s.io/v1\nkind: RoleBinding",
          "clusterrolebindings", "rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding");

  /**
   * Whether some commands have had their effect, which is unknown while the API server does not
   * answer; empty if the cluster does not show that.
   */
  public Optional<Supplier<Optional<Boolean>>> of(String commands) {
    var effects = new ArrayList<Predicate<Lists>>();
    Path folder = Path.of("~");
    for (String line : PrintedBlock.linesOf(commands)) {
      if (line.matches("cd ~/[\\w./-]*")) {
        folder = Path.of(line.substring(3));
        continue;
      }
      Path here = folder;
      var effect = KubectlCommand.of(line).flatMap(command -> effect(command, here));
      if (effect.isEmpty()) {
        return Optional.empty();
      }
      effects.add(effect.get());
    }
    return effects.isEmpty() ? Optional.empty() : Optional.of(() -> seen(effects));
  }

  private Optional<Boolean> seen(List<Predicate<Lists>> effects) {
    try {
      var now = new Lists(client.get());
      return Optional.of(effects.stream().allMatch(effect -> effect.test(now)));
    } catch (KubernetesClientException e) {
      return Optional.empty();
    }
  }

  private Optional<Predicate<Lists>> effect(KubectlCommand command, Path here) {
    var words = command.words();
    return switch (words.isEmpty() ? "" : words.get(0)) {
      case "create", "apply" -> created(command, here);
      case "delete" ->
          onlyHas(command, "--namespace")
              ? objects(command, words.subList(1, words.size()))
                  .map(all -> each(all, Optional::isEmpty))
              : Optional.empty();
      case "annotate" -> onlyHas(command, "--overwrite") ? annotated(command) : Optional.empty();
      // What they wait for is claimed by the steps that follow.
      case "rollout", "wait" -> Optional.of(any -> true);
      default -> Optional.empty();
    };
  }

  private static boolean onlyHas(KubectlCommand command, String... options) {
    return Set.of(options).containsAll(command.options().keySet());
  }

  private Optional<Predicate<Lists>> created(KubectlCommand command, Path here) {
    var files = command.options().get("--filename");
    var words = command.words();
    Optional<List<HasMetadata>> objects = Optional.empty();
    if (files == null && words.size() == 3 && command.options().get("--dry-run") == null) {
      objects = objects(command, List.of(words.get(1) + "/" + words.get(2)));
    } else if (files != null && onlyHas(command, "--filename")) {
      objects = manifests(files, here);
    }
    return objects.map(all -> each(all, Optional::isPresent));
  }

  /** What is seen of some objects once a command has had its effect. */
  private static Predicate<Lists> each(
      List<HasMetadata> objects, Predicate<Optional<? extends HasMetadata>> seen) {
    return now -> objects.stream().allMatch(each -> seen.test(now.of(each)));
  }

  private Optional<List<HasMetadata>> manifests(List<String> files, Path here) {
    var paths =
        files.stream()
            .flatMap(each -> Stream.of(each.split(",")))
            .map(each -> (each.startsWith("~") ? Path.of(each) : here.resolve(each)).normalize())
            .toList();
    var home = Path.of("~/training");
    if (!paths.stream().allMatch(each -> each.startsWith(home) && Files.exists(of(each, home)))) {
      return Optional.empty();
    }
    return Optional.of(
        paths.stream()
            .flatMap(each -> Manifests.at(client.get(), of(each, home)).stream())
            .toList());
  }

  private Path of(Path path, Path home) {
    return manifests.resolve(home.relativize(path).toString());
  }

  private static Optional<Predicate<Lists>> annotated(KubectlCommand command) {
    var words = command.words();
    var values = words.stream().filter(each -> each.contains("=")).toList();
    var names = words.subList(1, words.size() - values.size());
    if (values.size() != 1) {
      return Optional.empty();
    }
    String[] pair = values.get(0).split("=", 2);
    Predicate<Optional<? extends HasMetadata>> has =
        seen ->
            seen.map(each -> each.getMetadata().getAnnotations())
                .map(all -> all.get(pair[0]))
                .filter(pair[1]::equals)
                .isPresent();
    return objects(command, names).map(all -> each(all, has));
  }

  /** Objects by kind/name; empty if there is none, or one of another kind. */
  private static Optional<List<HasMetadata>> objects(KubectlCommand command, List<String> names) {
    if (names.isEmpty() || !names.stream().allMatch(CommandEffects::isKnown)) {
      return Optional.empty();
    }
    var namespaces = command.options().getOrDefault("--namespace", List.of("default"));
    return Optional.of(names.stream().map(each -> object(each, namespaces.get(0))).toList());
  }

  private static boolean isKnown(String name) {
    return name.contains("/") && KINDS.containsKey(name.split("/")[0]);
  }

  private static HasMetadata object(String name, String namespace) {
    String[] parts = name.split("/", 2);
    String yaml = Texts.of("metadata: {}\napiVersion: %s", KINDS.get(parts[0]));
    var object = Serialization.unmarshal(yaml, HasMetadata.class);
    object.getMetadata().setName(parts[1]);
    object.getMetadata().setNamespace(object instanceof Namespaced ? namespace : null);
    return object;
  }
}
