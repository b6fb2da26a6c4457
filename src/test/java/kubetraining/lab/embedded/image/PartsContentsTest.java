package kubetraining.lab.embedded.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.PlacedFile;
import org.junit.jupiter.api.Test;

final class PartsContentsTest {
  private static final ImageArchive SPARK = image("apache/spark:4", "sha256:1");
  private static final PlacedFile JARS = file("/home/ubuntu/spark/jars", "k1");

  private static ImageArchive image(String reference, String digest) {
    return new ImageArchive(reference, Path.of("unused"), digest, "1", "a test");
  }

  private static PlacedFile file(String path, String key) {
    return new PlacedFile(Path.of("unused"), path, "0644", key);
  }

  @Test
  void aWordThatIsNotKnownIsNotPassedOver() {
    assertThatThrownBy(() -> PartsContents.read("seed 1\nlayer x\n"))
        .hasMessageContaining("the volume of parts says 'layer x'");
  }

  @Test
  void whatIsWrittenIsReadAgainAndWhatHasChangedTakesTheOldOnesPlace() {
    var written = PartsContents.NOTHING.plus("seed-1", List.of(SPARK), List.of(JARS));
    var read = PartsContents.read(written.text() + "megabytes 812\n");
    assertThat(read.seed()).isEqualTo("seed-1");
    assertThat(read.has(SPARK) && read.has(JARS)).isTrue();
    assertThat(read.megabytes()).isEqualTo(812);
    ImageArchive newSpark = image("apache/spark:4", "sha256:2");
    PlacedFile newJars = file("/home/ubuntu/spark/jars", "k2");
    assertThat(read.has(newSpark) || read.has(newJars)).isFalse();
    var after = read.plus("seed-2", List.of(newSpark), List.of(newJars));
    assertThat(after.seed()).isEqualTo("seed-2");
    assertThat(after.has(newSpark) && after.has(newJars)).isTrue();
    assertThat(after.has(SPARK) || after.has(JARS)).isFalse();
  }
}
