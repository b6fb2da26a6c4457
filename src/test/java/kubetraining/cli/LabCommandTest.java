package kubetraining.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class LabCommandTest {
  private final Properties before = (Properties) System.getProperties().clone();
  @TempDir Path home;

  // The command hands its options on as settings.
  @AfterEach
  void restore() {
    System.setProperties(before);
  }

  @Test
  void itsSettingsAreReadOnceHoweverOftenItAsksForThem() {
    var command = new LabCommands.Kubeconfig();
    new CommandLine(command)
        .parseArgs("--name", "second", "-Dtraining.home=" + home, "-Dtraining.state=" + home);
    var folder = command.folder();
    System.setProperty("lab.name", "third");

    assertThat(folder.path()).isEqualTo(home.resolve("labs/second"));
    assertThat(command.folder()).isEqualTo(folder);
    assertThat(command.config()).isSameAs(command.config());
  }
}
