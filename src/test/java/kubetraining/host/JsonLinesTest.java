package kubetraining.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonLinesTest {
  @TempDir private Path folder;

  record Word(String word) {}

  @Test
  void aLineThatEndsInTheMiddleOfASignIsPassedOverAndTheOthersAreNot() throws IOException {
    var lines = new JsonLines<>(folder.resolve("words"), Word.class);
    lines.add(new Word("first"));
    byte[] cut = "{\"word\":\"\u00e4".getBytes(UTF_8);
    Files.write(lines.file(), Arrays.copyOf(cut, cut.length - 1), StandardOpenOption.APPEND);
    assertThat(lines.all()).containsExactly(new Word("first"));
    lines.add(new Word("\u00e4"));
    assertThat(lines.all()).containsExactly(new Word("first"), new Word("\u00e4"));
  }
}
