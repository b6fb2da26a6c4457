package kubetraining.lab.embedded.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.carry.SavedArchive;
import kubetraining.host.Texts;
import kubetraining.lab.embedded.engine.Tars;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CombinedImagesTest {
  private static final String LAYER = "a".repeat(64) + ".tar.gz";

  @TempDir Path folder;

  private ImageArchive image(String reference, String config) throws IOException {
    String manifest = "[{\"Config\":\"config.json\",\"RepoTags\":[\"x:1\"],\"Layers\":[\"%s\"]}]";
    var files = new HashMap<String, byte[]>();
    files.put("config.json", config.getBytes(UTF_8));
    files.put(LAYER, "the layer they share".getBytes(UTF_8));
    files.put("manifest.json", Texts.of(manifest, LAYER).getBytes(UTF_8));
    var tar = new SavedArchive(folder).write(reference.replace(':', '_') + ".tar", files);
    return new ImageArchive(reference, tar, "sha256:0", "1", "a test");
  }

  @Test
  void aLayerThatImagesShareIsCarriedOnce() throws IOException {
    var out = new ByteArrayOutputStream();
    CombinedImages.write(
        List.of(image("one:1", "{\"of\":1}"), image("two:1", "{\"of\":2}")), out, "images.tar");
    try (var outer = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(outer.getNextEntry().getName()).isEqualTo("images.tar");
      byte[] inner = outer.readAllBytes();
      assertThat(Tars.entries(inner)).hasSize(4);
      assertThat(new String(inner, UTF_8))
          .containsOnlyOnce("the layer they share")
          .contains("{\"of\":1}", "{\"of\":2}", "[\"one:1\"]", "[\"two:1\"]");
    }
  }
}
