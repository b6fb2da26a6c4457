package kubetraining.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kubetraining.host.ProjectFiles;

/** Kubernetes objects in YAML, and putting them into a cluster. */
public final class Manifests {
  private static final String OWNER = "kube-training";

  private Manifests() {}

  /** All objects of one file. */
  public static List<HasMetadata> of(KubernetesClient client, Path file) {
    try {
      return parsed(client, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the manifest " + file, e);
    }
  }

  /** All objects of all {@code .yaml} files of a folder, files by name. */
  public static List<HasMetadata> in(KubernetesClient client, Path folder) {
    try {
      var objects = new ArrayList<HasMetadata>();
      for (Path file : ProjectFiles.in(folder)) {
        if (file.toString().endsWith(".yaml")) {
          objects.addAll(parsed(client, Files.readString(file)));
        }
      }
      if (objects.isEmpty()) {
        throw new IllegalStateException("no Kubernetes objects in " + folder);
      }
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the manifests in " + folder, e);
    }
  }

  static List<HasMetadata> parsed(KubernetesClient client, String yaml) {
    return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items();
  }

  /** Creates the objects, or makes those that exist what they should be. */
  public static void apply(KubernetesClient client, List<? extends HasMetadata> objects) {
    for (HasMetadata object : objects) {
      apply(client.resource(object));
    }
  }

  /** Creates one object, or makes it what it should be. */
  private static void apply(Resource<? extends HasMetadata> object) {
    object.fieldManager(OWNER).forceConflicts().serverSideApply();
  }
}
