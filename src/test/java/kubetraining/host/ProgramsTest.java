package kubetraining.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgramsTest {
  @Test
  void aProgramSpeaksEnglishAndIsToldItsWords() throws IOException {
    var program = Programs.builder("sh", "-c", "echo \"$LC_ALL/${LANGUAGE-unset}/$1\"", "sh", "it");
    try (var said = program.start().inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("C.UTF-8/unset/it");
    }
    assertThat(Programs.builder(List.of("a", "b")).command()).containsExactly("a", "b");
  }
}
