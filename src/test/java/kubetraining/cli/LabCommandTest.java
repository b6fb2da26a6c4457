package kubetraining.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class LabCommandTest extends TypedCommands {
  @TempDir Path home;

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
