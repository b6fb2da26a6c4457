package kubetraining.probe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;

/**
 * What an object says that somebody decided: all of it but its status, what the server keeps about
 * it, and the few fields that controllers write.
 */
final class TraceFields {
  private static final Set<String> LEFT_ASIDE = Set.of("apiVersion", "kind", "metadata", "status");

  /** Renewed, answered or deleted by the cluster: it matters only that they are there. */
  private static final Set<String> ONLY_THERE = Set.of("Lease", "CertificateSigningRequest");

  /**
   * Annotations that controllers write, or that tell how an object was made, and not what it is.
   */
  private static final Set<String> NOTES =
      Set.of(
          "control-plane.alpha.kubernetes.io/leader",
          "deployment.kubernetes.io/revision",
          "deprecated.daemonset.template.generation",
          "endpoints.kubernetes.io/last-change-trigger-time",
          "kubectl.kubernetes.io/last-applied-configuration",
          "kubernetes.io/config.seen");

  /** Signatures of cluster-info, each of which goes with its bootstrap token. */
  private static final String SIGNATURE = "jws-kubeconfig-";

  private static final int DEEPEST = 10;
  private static final int LONGEST = 60;
  private final boolean secret;
  private final Map<String, String> fields = new TreeMap<>();

  private TraceFields(boolean secret) {
    this.secret = secret;
  }

  static Map<String, String> of(GenericKubernetesResource object) {
    if (ONLY_THERE.contains(object.getKind())) {
      return Map.of();
    }
    var found = new TraceFields("Secret".equals(object.getKind()));
    found.addMetadata(object.getMetadata());
    if ("Node".equals(object.getKind())) {
      found.put("CPUs on offer", Objects.toString(object.get("status", "allocatable", "cpu")));
      found.put("CPUs", Objects.toString(object.get("status", "capacity", "cpu")));
    }
    var said = object.getAdditionalProperties();
    said.forEach(
        (key, value) -> {
          // The rules of an aggregated role are those of others, gathered by a controller.
          boolean gathered = "rules".equals(key) && said.get("aggregationRule") != null;
          if (!LEFT_ASIDE.contains(key) && !gathered) {
            found.add(key, value, 1);
          }
        });
    return found.fields;
  }

  private void addMetadata(ObjectMeta metadata) {
    metadata.getLabels().forEach((key, value) -> put("label " + key, value));
    metadata.getAnnotations().entrySet().stream()
        .filter(each -> !NOTES.contains(each.getKey()))
        .forEach(each -> put("annotation " + each.getKey(), each.getValue()));
    metadata.getFinalizers().forEach(each -> put("finalizer " + each, "there"));
    for (var each : metadata.getOwnerReferences()) {
      put(Texts.of("owner %s %s", each.getKind(), each.getName()), "there");
    }
    if (metadata.getDeletionTimestamp() != null) {
      put("deletion", "requested");
    }
  }

  private void add(String path, Object value, int depth) {
    if (value instanceof Map<?, ?> map && !map.isEmpty() && depth < DEEPEST) {
      map.forEach((key, inner) -> add(path + "." + key, inner, depth + 1));
    } else if (value instanceof List<?> list && !list.isEmpty() && depth < DEEPEST) {
      addList(path, list, depth);
    } else if (!path.startsWith("data." + SIGNATURE) && !path.endsWith(".timeAdded")) {
      put(path, String.valueOf(value));
    }
  }

  private void addList(String path, List<?> list, int depth) {
    var names = list.stream().map(TraceFields::name).flatMap(Optional::stream).toList();
    boolean named = Set.copyOf(names).size() == list.size();
    for (int i = 0; i < list.size(); i++) {
      String key = named ? names.get(i) : Integer.toString(i);
      add(Texts.of("%s[%s]", path, key), list.get(i), depth + 1);
    }
  }

  /** What tells an item of a list from the others: its name, or, of a taint, its key. */
  private static Optional<String> name(Object item) {
    return item instanceof Map<?, ?> map
        ? Optional.ofNullable(map.get("name"))
            .or(() -> Optional.ofNullable(map.get("effect") == null ? null : map.get("key")))
            .map(String::valueOf)
        : Optional.empty();
  }

  private void put(String path, String value) {
    boolean told = value.length() <= LONGEST && !value.contains("\n") && !secret(path);
    fields.put(path, told ? value : ClusterTraces.Trace.HASH + Sha256.of(value));
  }

  private boolean secret(String path) {
    return secret && (path.startsWith("data") || path.startsWith("annotation "));
  }
}
