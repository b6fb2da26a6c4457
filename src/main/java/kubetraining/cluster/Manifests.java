package kubetraining.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kubetraining.host.FileWork;
import kubetraining.host.ProjectFiles;

/** Kubernetes objects from YAML files, put into a cluster by server-side apply. */
public final class Manifests {
  private Manifests() {}

  /** The objects of one file, in its order. */
  public static List<HasMetadata> of(KubernetesClient client, Path file) {
    return parsed(
        client, FileWork.get("could not read the manifest " + file, () -> Files.readString(file)));
  }

  /** The objects of all YAML files of a folder, by the order of their names. */
  public static List<HasMetadata> in(KubernetesClient client, Path folder) {
    var files =
        FileWork.get("could not read the manifests in " + folder, () -> ProjectFiles.in(folder));
    var objects =
        files.stream()
            .filter(file -> file.toString().endsWith(".yaml"))
            .flatMap(file -> of(client, file).stream())
            .toList();
    if (objects.isEmpty()) {
      throw new IllegalStateException("no Kubernetes objects in " + folder);
    }
    return objects;
  }

  /** The objects of a file, or of all files of a folder. */
  public static List<HasMetadata> at(KubernetesClient client, Path path) {
    return Files.isDirectory(path) ? in(client, path) : of(client, path);
  }

  /** The objects of a text in YAML. */
  public static List<HasMetadata> parsed(KubernetesClient client, String yaml) {
    return client.resourceList(yaml).items();
  }

  /** Applies a folder of the project's manifests. */
  static void apply(BootstrapContext context, String folder) {
    var client = context.client().get();
    apply(client, in(client, context.spec().manifests().resolve(folder)));
  }

  static void apply(KubernetesClient client, List<HasMetadata> objects) {
    for (HasMetadata object : objects) {
      client.resource(object).fieldManager("kube-training").forceConflicts().serverSideApply();
    }
  }
}
