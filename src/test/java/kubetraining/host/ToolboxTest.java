package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToolboxTest {
  @ParameterizedTest
  @CsvSource({
    "go1.21.0, true",
    "go1.26.8, true",
    "go1.30rc1, true",
    "go2.0, true",
    "go1.19.8, false",
    "'', false"
  })
  void aGoThatUpgradesItselfIsAccepted(String version, boolean found) {
    assertThat(Toolbox.go(version).met()).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "Apache Maven 3.8.7 (Debian), true",
    "Apache Maven 4.0.0, true",
    "mvnd 1.0, true",
    "Apache Maven 3.6.3 (abc), false"
  })
  void aMavenThatIsNewEnoughIsAccepted(String version, boolean found) {
    assertThat(Toolbox.maven(Finding.met(Toolbox.MAVEN, version)).met()).isEqualTo(found);
  }

  @Test
  void whatIsTooOldIsRefusedWithReasonAndCure() {
    Finding go = Toolbox.go("go1.19.8");
    assertThat(go.found()).contains("go1.19.8 is too old, 1.21 or newer");
    assertThat(go.cure()).contains("apt-get install -y golang-go").contains("backports");
    Finding maven = Toolbox.maven(Finding.met(Toolbox.MAVEN, "Apache Maven 3.6.3 (abc)"));
    assertThat(maven.found()).contains("3.6.3", "too old, 3.8 or newer");
    assertThat(maven.cure()).contains("apt-get install -y maven");
  }
}
