package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kubetraining.host.ProjectFiles;
import kubetraining.progress.Phases;
import org.junit.jupiter.api.Test;

/** By its label an object is known as ours, whoever has typed the command that made it. */
final class OurManifestsTest {
  private static final Pattern IMAGE =
      Pattern.compile("(?m)^\\s*-?\\s*(?:image: |- --prometheus-config-reloader=)(\\S+)$");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static boolean isOurs(JsonNode metadata) {
    return metadata.path("labels").path(OurLabel.KEY).asText().equals(OurLabel.VALUE);
  }

  private static Set<String> namespacesOf(Path folder) throws IOException {
    var names = new HashSet<String>();
    // What kustomize puts into a namespace does not say so itself.
    if (folder.resolve("kustomization.yaml").toFile().exists()) {
      names.add("");
    }
    for (Path file : files()) {
      if (file.startsWith(folder)) {
        objects(file).stream()
            .filter(each -> each.at("/kind").asText().equals("Namespace"))
            .forEach(each -> names.add(each.at("/metadata/name").asText()));
      }
    }
    return names;
  }

  private static List<Path> files() throws IOException {
    return ProjectFiles.below(Path.of("manifests")).stream()
        .filter(file -> file.toString().endsWith(".yaml"))
        .toList();
  }

  // Some files are settings of programs, and no objects.
  private static List<JsonNode> objects(Path file) {
    return Phases.call(
            "read " + file,
            () -> YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile()).readAll())
        .stream()
        .filter(each -> each.has("apiVersion") && each.has("kind") && each.has("metadata"))
        .toList();
  }

  /** One that names an image which no lab has would fail only when somebody applies it. */
  @Test
  void everyImageThatManifestsNameIsAmongOurArtifacts() throws IOException {
    String known = Files.readString(Path.of("artifacts/images.json"));
    var named = new TreeSet<String>();
    for (Path file : files()) {
      IMAGE.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group(1)));
    }

    assertThat(named)
        .hasSizeGreaterThan(5)
        .allSatisfy(image -> assertThat(known).contains("\"reference\": \"" + full(image) + "\""));
  }

  // As the container runtime reads a short name.
  private static String full(String image) {
    return image.contains("/") ? image : "docker.io/library/" + image;
  }

  /** In a namespace of ours all pods are ours; elsewhere they have to say so. */
  @Test
  void everyObjectBearsOurLabelAndSoDoesEveryPodThatIsMadeAmongThoseOfOthers() throws IOException {
    var without = new ArrayList<String>();
    int objects = 0;
    int pods = 0;
    for (Path file : files()) {
      Set<String> own = namespacesOf(file.getParent());
      for (JsonNode object : objects(file)) {
        var pod = object.at("/spec/template/metadata");
        boolean among = pod.isObject() && !own.contains(object.at("/metadata/namespace").asText());
        objects++;
        pods += among ? 1 : 0;
        if (!isOurs(object.at("/metadata")) || among && !isOurs(pod)) {
          without.add(file + ": " + object.at("/kind") + " " + object.at("/metadata/name"));
        }
      }
    }
    assertThat(without)
        .as("objects or pods without %s: %s", OurLabel.KEY, OurLabel.VALUE)
        .isEmpty();
    assertThat(objects).isGreaterThan(50);
    assertThat(pods).isEqualTo(6);
  }
}
