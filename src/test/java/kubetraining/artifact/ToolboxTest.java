package kubetraining.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToolboxTest {
  @ParameterizedTest
  @CsvSource({"go1.21.0", "go1.26.8", "go1.30rc1", "go2.0"})
  void aGoThatUpgradesItselfIsAccepted(String version) {
    assertThat(Toolbox.go(version).found()).isTrue();
  }

  @Test
  void anOlderGoIsRefusedWithReasonAndCure() {
    Tool go = Toolbox.go("go1.19.8");

    assertThat(go.found()).isFalse();
    assertThat(go.version()).contains("go1.19.8 is too old, 1.21 or newer");
    assertThat(go.cure()).contains("apt-get install -y golang-go").contains("backports");
  }

  @Test
  void noGoAtAllIsJustNotFound() {
    assertThat(Toolbox.go("").found()).isFalse();
    assertThat(Toolbox.go("").version()).isEmpty();
  }

  @Test
  void programsAreFoundOnThePath() {
    assertThat(Toolbox.find("sh")).isPresent();
    assertThat(Toolbox.find("no-such-program")).isEmpty();
  }
}
