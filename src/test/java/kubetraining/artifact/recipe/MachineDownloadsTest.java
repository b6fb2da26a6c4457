package kubetraining.artifact.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.artifact.make.RootfsMaker;
import org.junit.jupiter.api.Test;

/** What bare machines fetch, by the recipes of this project. */
final class MachineDownloadsTest {
  private final RecipeBook book = RecipeBook.read(Path.of("artifacts"));

  private static MachineDownloads downloads(Wanted wanted, String mirror) {
    Optional<URI> address = Optional.of(mirror).filter(text -> !text.isEmpty()).map(URI::create);
    var recipes = Path.of("artifacts");
    var settings = ArtifactSettings.of(SourceChoice.AUTO, recipes, Path.of("unused"));
    return MachineDownloads.of(settings.through(address, address), wanted);
  }

  private static List<List<String>> lines(String table, String kind) {
    var all = table.lines().map(line -> List.of(line.split("\t")));
    return all.filter(words -> words.get(0).equals(kind)).toList();
  }

  @Test
  void everyPackageOfTheEmbeddedLabsMachinesIsInstalledAndJavaOnNode1Alone() {
    var all = downloads(Wanted.EVERYTHING, "");
    assertThat(Stream.of(all.everywhere(), all.onFirst()))
        .flatMap(table -> lines(table, "package"))
        .extracting(words -> words.get(1))
        .containsExactlyInAnyOrderElementsOf(
            book.recipe("machine").as(RootfsMaker.Settings.class).packages());
    assertThat(lines(all.onFirst(), "package"))
        .containsExactly(List.of("package", "openjdk-17-jre-headless"));
  }

  @Test
  void everyFileOfTheEmbeddedLabsMachinesComesFromAReleaseOfTheSameVersion() {
    var all = downloads(Wanted.EVERYTHING, "");
    var placed = all.everywhere() + all.onFirst();

    for (FileRule rule : book.files()) {
      // The EC2 API is the hypervisor's.
      if (!rule.artifact().equals("moto")) {
        String version = book.recipe(rule.artifact()).version().replaceFirst("^v", "");
        assertThat(lines(placed, "file"))
            .as("what is placed at %s", rule.path())
            .filteredOn(words -> words.get(4).startsWith(rule.path()))
            .isNotEmpty()
            .allSatisfy(words -> assertThat(words.get(1)).contains(version))
            .allSatisfy(words -> assertThat(words.get(5)).isEqualTo(rule.mode()));
      }
    }
    assertThat(placed)
        .contains(
            "file\thttps://dl.k8s.io/release/v1.36.3/bin/linux/@ARCH@/kubelet\t.sha256\t-\t"
                + "/usr/local/bin/kubelet\t0755\n");
    assertThat(lines(placed, "file"))
        .filteredOn(words -> words.get(4).startsWith("/home/ubuntu/training-crds/"))
        .hasSize(10)
        .allSatisfy(words -> assertThat(words.get(2)).matches("[0-9a-f]{64}"));
  }

  @Test
  void node1GetsWhatTheSectionsWantedNeedAndNoMore() {
    assertThat(downloads(Wanted.LAB, "").onFirst()).isEmpty();
    assertThat(downloads(Wanted.of(Set.of("@spark")), "").onFirst())
        .contains("spark-4.1.1", "openjdk")
        .doesNotContain("training-crds");
    assertThat(downloads(Wanted.of(Set.of("@monitoring")), "").onFirst())
        .contains("training-crds")
        .doesNotContain("spark-4.1.1", "openjdk");
    assertThat(downloads(Wanted.LAB, "").everywhere())
        .isEqualTo(downloads(Wanted.EVERYTHING, "").everywhere());
  }

  @Test
  void aMirrorStandsForAllSitesAndAllRegistries() {
    var mirrored = downloads(Wanted.EVERYTHING, "http://mirror.example:5000/all");

    assertThat(lines(mirrored.everywhere() + mirrored.onFirst(), "file"))
        .allSatisfy(
            words -> assertThat(words.get(1)).startsWith("http://mirror.example:5000/all/"));
    assertThat(mirrored.everywhere())
        .contains(
            "http://mirror.example:5000/all/dl.k8s.io/release/v1.36.3/bin/linux/@ARCH@/kubeadm");
    assertThat(mirrored.mirrorHosts().keySet())
        .isEqualTo(
            mirrored.pulled().stream().map(MirrorAddress::hostOf).collect(Collectors.toSet()));
    assertThat(mirrored.mirrorHosts().get("registry.k8s.io"))
        .isEqualTo(
            """
            # What is named registry.k8s.io/... comes from a mirror, and from nowhere else.
            server = "http://mirror.example:5000/v2/all/registry.k8s.io"
            override_path = true
            capabilities = ["pull", "resolve"]
            """);
    assertThat(downloads(Wanted.EVERYTHING, "").mirrorHosts()).isEmpty();
  }

  @Test
  void imagesAreToldApartByWhoHasThem() {
    var all = downloads(Wanted.EVERYTHING, "");

    assertThat(all.pauseImage()).isEqualTo("registry.k8s.io/pause:3.10.2");
    assertThat(all.pulled()).noneMatch(image -> image.contains("heat-extender"));
    assertThat(all.optional("grafana/grafana:13.1.3")).contains("docker.io/grafana/grafana:13.1.3");
    assertThat(all.optional("registry.k8s.io/pause:3.10.2")).isEmpty();
  }
}
