package kubetraining.artifact.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kubetraining.artifact.Catalog;
import kubetraining.artifact.TinyRecipes;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.MachineParts;
import kubetraining.artifact.make.Artifact;
import kubetraining.artifact.make.PackageSource;
import kubetraining.artifact.make.TinySource;
import kubetraining.host.Folders;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each section needs: that nothing is forgotten, and nothing is made for nobody. */
final class SectionsTest {
  private static final Path FEATURES = Path.of("features");
  private static final Path MANIFESTS = Path.of("manifests");

  /** How a feature says that it uses a folder of manifests that is not its own. */
  private static final Map<String, String> SHARED =
      Map.of(
          "metrics-server", "metrics-server is installed",
          "known-load", "known load",
          "flannel", "kube-flannel is nobody's word",
          "observer", "kube-training-observer is nobody's word");

  private final RecipeBook book = RecipeBook.read(Path.of("artifacts"));

  static List<Path> features() throws IOException {
    try (var files = Files.list(FEATURES)) {
      return files.filter(file -> file.toString().endsWith(".feature")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("features")
  void aSectionNeedsWhatItsTextAndItsManifestsNameAndNoMore(Path feature) throws IOException {
    String told = told(feature);
    Wanted section = Wanted.of(List.of(tag(feature)));

    assertThat(images(section))
        .as("images that %s or its manifests name", feature)
        .containsExactlyInAnyOrderElementsOf(
            images(Wanted.EVERYTHING).stream().filter(told::contains).toList());
    assertThat(files(section))
        .as("files of machines that %s or its manifests name", feature)
        .containsExactlyInAnyOrderElementsOf(
            files(Wanted.EVERYTHING).stream().filter(told::contains).toList());
  }

  /** The text of a feature, and of all manifests that it uses. */
  private static String told(Path feature) throws IOException {
    String text = Files.readString(feature);
    String own = feature.getFileName().toString().replace(".feature", "");
    var told = new StringBuilder(text);
    try (var folders = Files.list(MANIFESTS)) {
      for (Path folder : folders.sorted().toList()) {
        String name = folder.getFileName().toString();
        boolean used =
            name.matches("\\d\\d-.*") ? name.equals(own) : text.contains(SHARED.get(name));
        if (used) {
          told.append(allOf(folder));
        }
      }
    }
    return told.toString();
  }

  private static String allOf(Path folder) throws IOException {
    var text = new StringBuilder();
    for (String file : Folders.filesOf(folder)) {
      text.append(Files.readString(folder.resolve(file))).append('\n');
    }
    return text.toString();
  }

  private static String tag(Path feature) throws IOException {
    String own = feature.getFileName().toString().replaceFirst("^\\d\\d-", "@");
    String tag = own.replace(".feature", "");
    assertThat(Files.readAllLines(feature).get(0)).contains(tag);
    return tag;
  }

  /** Images of the sections wanted, as they are written without host and tag. */
  private List<String> images(Wanted wanted) {
    return Stream.concat(book.machineImages(wanted).stream(), book.optionalImages(wanted).stream())
        .filter(image -> !book.machineImages(Wanted.LAB).contains(image))
        .map(image -> image.reference().replaceFirst("^docker.io/(library/)?", ""))
        .toList();
  }

  /** What is in the home of machines. */
  private List<String> files(Wanted wanted) {
    var paths = book.sectionFiles(wanted).stream().map(FileRule::path);
    return paths.map(it -> it.replaceFirst("^/home/ubuntu/([^/]*).*", "~/$1")).distinct().toList();
  }

  @Test
  void aLabAloneTakesNothingOfAnySection() {
    var catalog = new Catalog(book, Wanted.LAB, PackageSource.portable(book));

    assertThat(catalog.all())
        .extracting(Artifact::name)
        .contains("kubernetes", "containerd", "image-flannel-v0.26.7", "machine")
        .doesNotContain("spark", "prometheus-operator", "image-podinfo-6.9.2");
  }

  @Test
  void aTagOfWhichNothingIsSaidIsRefusedByName() {
    assertThatThrownBy(() -> book.sections().require(Wanted.of(List.of("@sparks"))))
        .hasMessageContainingAll(
            "no section '@sparks' needs artifacts", "@autoscaling @cpu-manager @dashboard");
  }

  @Test
  void whatIsMisspeltOrNobodysIsRefused(@TempDir Path folder) throws IOException {
    var recipes = new TinyRecipes(folder);
    recipes.write(
        Sections.FILE, "{\"every lab\": {\"files\": [\"tolls\"], \"images\": [\"org/tool\"]}}");

    assertThatThrownBy(recipes::book)
        .hasMessageContainingAll(
            "'every lab' needs files of 'tolls', for which there is no recipe",
            "needs the image 'docker.io/org/tool', for which there is no recipe",
            "nobody needs the files of 'tools'",
            "nobody needs the image 'example.org/tool:v1.2.3'");
  }

  @Test
  void onlyWhatIsWantedIsMade(@TempDir Path folder) throws IOException {
    var recipes = new TinyRecipes(folder.resolve("recipes"));
    recipes.write(
        Sections.FILE,
        """
        {"every lab": {"images": ["boards/board", "server"]},
         "@tool": {"files": ["tools"], "images": ["example.org/tool"]}}
        """);
    var source = new TinySource();

    MachineParts lab = recipes.made(folder, source, Wanted.LAB, Progress.SILENT).machineParts();
    int before = source.made.get();
    var wanted = Wanted.of(List.of("@tool", "@other"));
    MachineParts tool = recipes.made(folder, source, wanted, Progress.SILENT).machineParts();

    assertThat(lab.allImages()).extracting(ImageArchive::reference).containsExactly("server:1");
    assertThat(lab.allFiles()).isEmpty();
    assertThat(tool.sectionImages())
        .extracting(ImageArchive::reference)
        .containsExactly("example.org/tool:v1.2.3");
    assertThat(tool.sectionFiles()).hasSize(2);
    assertThat(tool.labImages()).isEqualTo(lab.labImages());
    assertThat(tool.fingerprint()).isEqualTo(lab.fingerprint());
    assertThat(source.made.get() - before).as("only the rest is made").isEqualTo(2);
  }
}
