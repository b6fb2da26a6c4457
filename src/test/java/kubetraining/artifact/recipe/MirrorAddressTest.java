package kubetraining.artifact.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MirrorAddressTest {
  @ParameterizedTest
  @CsvSource({
    "registry.k8s.io/pause:3.10.2, registry.k8s.io/pause:3.10.2",
    "apache/spark:4.1.1, docker.io/apache/spark:4.1.1",
    "docker.io/apache/spark:4.1.1, docker.io/apache/spark:4.1.1",
    "registry:3, docker.io/library/registry:3",
    "localhost:5000/tool:1, localhost:5000/tool:1"
  })
  void imagesLieUnderTheHostTheyComeFrom(String reference, String path) {
    Optional<URI> mirror = Optional.of(URI.create("http://mirror.example:5000"));

    assertThat(MirrorAddress.ofImage(mirror, reference)).isEqualTo("mirror.example:5000/" + path);
  }

  @Test
  void aMirrorMayHaveAPathOfItsOwnAndWithoutOneNamesStayAsTheyAre() {
    Optional<URI> mirror = Optional.of(URI.create("https://mirror.example/all/"));
    assertThat(MirrorAddress.ofImage(Optional.empty(), "apache/spark:4.1.1"))
        .isEqualTo("apache/spark:4.1.1");

    assertThat(MirrorAddress.ofImage(mirror, "registry.k8s.io/pause:3.10.2"))
        .isEqualTo("mirror.example/all/registry.k8s.io/pause:3.10.2");
    URI direct = URI.create("https://dl.k8s.io/release/v1/kubeadm");
    assertThat(MirrorAddress.ofDownload(Optional.empty(), direct)).isEqualTo(direct);
    assertThat(MirrorAddress.ofDownload(mirror, URI.create("https://dl.k8s.io/release/v1/kubeadm")))
        .isEqualTo(URI.create("https://mirror.example/all/dl.k8s.io/release/v1/kubeadm"));
  }

  @ParameterizedTest
  @CsvSource({"ftp://mirror.example", "mirror.example:5000", "http://user:secret@mirror.example"})
  void whatIsNoPlainAddressIsRefusedWithoutRepeatingIt(String mirror) {
    assertThatThrownBy(() -> MirrorAddress.checked("artifacts.mirror.images", URI.create(mirror)))
        .hasMessageContaining("artifacts.mirror.images must look like http")
        .message()
        .doesNotContain("secret");
  }
}
