package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentTest {
  private final Environment environment =
      new Environment(
          Map.of("GIVEN", "word", "EMPTY", "", "BLANK", " ", "NEAR", "a/b", "FAR", "/a"));

  @Test
  void aVariableThatHoldsNothingIsNotSet() {
    assertThat(environment.get("GIVEN")).contains("word");
    assertThat(environment.get("EMPTY")).isEmpty();
    assertThat(environment.get("BLANK")).isEmpty();
    assertThat(environment.get("ABSENT")).isEmpty();
  }

  @Test
  void aFolderIsAbsolute() {
    assertThat(environment.folder("FAR")).contains(Path.of("/a"));
    assertThat(environment.folder("NEAR")).isEmpty();
    assertThat(environment.folder("EMPTY")).isEmpty();
  }
}
