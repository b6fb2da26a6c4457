package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.artifact.ArtifactException;
import org.junit.jupiter.api.Test;

final class BrowserProgramTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private final List<String> installed = new ArrayList<>();

  @Test
  void whatIsThereIsTakenWhateverMayBeInstalled() {
    assertThat(BrowserProgram.find(() -> Optional.of(CHROMIUM), "forbidden", this::install))
        .isEqualTo(CHROMIUM);
    assertThat(installed).isEmpty();
  }

  @Test
  void whatIsMissingIsInstalled() {
    assertThat(BrowserProgram.find(this::onceInstalled, "", this::install)).isEqualTo(CHROMIUM);
    assertThat(installed).containsExactly("chromium");
  }

  @Test
  void whereItMayNotBeInstalledTheReasonAndTheCureAreNamed() {
    assertThatThrownBy(
            () -> BrowserProgram.find(this::onceInstalled, "it is forbidden", this::install))
        .isInstanceOf(BrowserUnavailableException.class)
        .hasMessageContaining("chromium is not on the path, and it is forbidden")
        .hasMessageEndingWith("Type: apt-get install -y chromium fonts-dejavu-core");
    assertThat(installed).isEmpty();
  }

  @Test
  void anInstallationThatFailsOrBringsNothingIsNamed() {
    assertThatThrownBy(
            () ->
                BrowserProgram.find(
                    Optional::empty,
                    "",
                    () -> {
                      throw new ArtifactException("'apt-get -q update' exited 100");
                    }))
        .isInstanceOf(BrowserUnavailableException.class)
        .hasMessageContaining("could not be installed: 'apt-get -q update' exited 100");
    assertThatThrownBy(() -> BrowserProgram.find(Optional::empty, "", this::install))
        .hasMessageContaining("brought no program of that name");
  }

  private Optional<Path> onceInstalled() {
    return installed.isEmpty() ? Optional.empty() : Optional.of(CHROMIUM);
  }

  private void install() {
    installed.add("chromium");
  }
}
