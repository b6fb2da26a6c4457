package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kubetraining.host.ProjectFiles;
import org.junit.jupiter.api.Test;

/** A manifest that names an image which no lab has would fail only when somebody applies it. */
final class ManifestImagesTest {
  private static final Pattern IMAGE =
      Pattern.compile("(?m)^\\s*-?\\s*(?:image: |- --prometheus-config-reloader=)(\\S+)$");

  @Test
  void everyImageThatManifestsNameIsAmongOurArtifacts() throws IOException {
    String known = Files.readString(Path.of("artifacts/images.json"));

    List<String> named = images();

    assertThat(named).hasSizeGreaterThan(5);
    assertThat(named)
        .allSatisfy(image -> assertThat(known).contains("\"reference\": \"" + full(image) + "\""));
  }

  // As the container runtime reads a short name.
  private static String full(String image) {
    return image.contains("/") ? image : "docker.io/library/" + image;
  }

  private static List<String> images() throws IOException {
    return ProjectFiles.below(Path.of("manifests")).stream()
        .filter(file -> file.toString().endsWith(".yaml"))
        .flatMap(file -> IMAGE.matcher(text(file)).results().map(MatchResult::group))
        .map(line -> line.replaceAll(".*(?:image: |=)", "").strip())
        .distinct()
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
