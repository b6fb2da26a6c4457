package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.host.HostException;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

final class RunBrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private final List<String> installed = new ArrayList<>();

  @Test
  void whatIsThereIsTakenWhateverMayBeInstalled() {
    assertThat(RunBrowser.find(() -> Optional.of(CHROMIUM), "forbidden", this::install))
        .isEqualTo(CHROMIUM);
    assertThat(installed).isEmpty();
  }

  @Test
  void whatIsMissingIsInstalled() {
    assertThat(RunBrowser.find(this::onceInstalled, "", this::install)).isEqualTo(CHROMIUM);
    assertThat(installed).containsExactly("chromium");
  }

  @Test
  void whereItMayNotBeInstalledTheReasonAndTheCureAreNamed() {
    assertThatThrownBy(() -> RunBrowser.find(this::onceInstalled, "it is forbidden", this::install))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("chromium is not on the path, and it is forbidden")
        .hasMessageEndingWith("Type: apt-get install -y chromium fonts-dejavu-core");
    assertThat(installed).isEmpty();
  }

  @Test
  void anInstallationThatFailsOrBringsNothingIsNamed() {
    Runnable failing =
        () -> {
          throw new HostException("'apt-get -q update' exited 100");
        };
    assertThatThrownBy(() -> RunBrowser.find(Optional::empty, "", failing))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("could not be installed: 'apt-get -q update' exited 100");
    assertThatThrownBy(() -> RunBrowser.find(Optional::empty, "", this::install))
        .hasMessageContaining("there is no program of that name");
  }

  private Optional<Path> onceInstalled() {
    return installed.isEmpty() ? Optional.empty() : Optional.of(CHROMIUM);
  }

  private void install() {
    installed.add("chromium");
  }
}
