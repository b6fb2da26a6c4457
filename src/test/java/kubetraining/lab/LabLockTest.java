package kubetraining.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kubetraining.host.AnotherJava;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabLockTest {
  @TempDir Path state;

  /** Another run: takes a lab, says so, and keeps it until it is killed. */
  static final class OtherRun {
    private OtherRun() {}

    public static void main(String[] arguments) throws IOException {
      var folder = LabFolder.of(Path.of(arguments[0]), "spark");
      try (var lock = LabLock.take(folder, "mvn verify")) {
        System.out.println("taken " + lock);
        System.in.read();
      }
    }
  }

  @Test
  void aRefusedSecondTakerInThisProcessDoesNotFreeTheLab() throws Exception {
    var folder = LabFolder.of(state, "spark");
    try (var lock = LabLock.take(folder, "mvn verify")) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> LabLock.take(folder, "down"))
          .isInstanceOf(LabUnavailableException.class)
          .hasMessageContaining(Texts.of("process %d", ProcessHandle.current().pid()));
      var other = start();
      assertThat(other.waitFor()).as("exit code of another process").isNotZero();
    }
    LabLock.take(folder, "down").close();
  }

  @Test
  void theNameOfAKilledHolderIsNotBelieved() throws IOException {
    var folder = LabFolder.of(state, "spark").create();
    String then = "2001-01-01T00:00:00Z";
    String killed = "{\"pid\": 1, \"start\": \"%1$s\", \"doing\": \"up\", \"since\": \"%1$s\"}";
    Files.writeString(folder.beside(".holder"), Texts.of(killed, then));
    LabLock.take(folder, "mvn verify").close();
  }

  @Test
  void aLabHeldByAnotherProcessSaysWhoHoldsItAndIsFreeWhenThatIsKilled() throws Exception {
    var folder = LabFolder.of(state, "spark");
    var other = start();
    assertThatThrownBy(() -> LabLock.take(folder, "mvn verify"))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageMatching(
            Texts.of(
                "lab 'spark' is in use by process %d \\(mvn verify\\) since \\d\\d:\\d\\d UTC; .*"
                    + "wait for it, stop it, or use another lab: -Dlab.name=\\.\\.\\.",
                other.pid()));
    assertThat(LabLock.holderOf(folder).orElseThrow()).startsWith("process " + other.pid());
    LabLock.take(LabFolder.of(state, "another"), "mvn verify").close();
    other.destroyForcibly().waitFor();
    assertThat(LabLock.holderOf(folder)).isEmpty();
    LabLock.take(folder, "mvn verify").close();
  }

  /** Starts another run, and waits until it has the lab or has ended. */
  private Process start() throws IOException {
    var process = AnotherJava.of(OtherRun.class, state.toString()).start();
    process.inputReader(StandardCharsets.UTF_8).readLine();
    return process;
  }
}
