package kubetraining.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import kubetraining.host.Programs;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real bash in a real terminal, typed in as a person does. */
final class MarkedShellTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  @TempDir Path lab;
  @TempDir Path home;
  private Transcript transcript;
  private Process shell;
  private OutputStream keys;
  private Thread recorder;

  @BeforeEach
  void open() throws IOException {
    assumeThat(Programs.has("script")).as("script, of util-linux").isTrue();
    transcript = Transcript.of(lab, "node1");
    Files.writeString(
        home.resolve(".bashrc"),
        "PS1='my prompt> '\nHISTCONTROL=ignoreboth\nmine=5\n"
            + "command_not_found_handle() { echo \"Command '$1' can be installed\"; }\n");
    Files.writeString(home.resolve(".profile"), ". ~/.bashrc\n");
    var marked = MarkedShell.create();
    // Whoever runs in the background of a script ignores Ctrl+C, and so would the shell.
    var builder =
        Programs.builder(
            "env", "--default-signal", "script", "-q", "-c", marked.command(), "/dev/null");
    builder.environment().put("HOME", home.toString());
    builder.environment().put("SHELL", "/bin/bash");
    builder.environment().put("TERM", "xterm");
    shell = builder.redirectErrorStream(true).start();
    keys = shell.getOutputStream();
    recorder = new Thread(() -> record(marked), "recorder");
    recorder.start();
  }

  private void record(MarkedShell marked) {
    try {
      marked.record("node1", shell.getInputStream(), OutputStream.nullOutputStream(), transcript);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws Exception {
    if (shell != null) {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly().waitFor();
      recorder.join();
    }
  }

  @Test
  void commandsAreKeptWithOutputAndExitCode() {
    type("echo one\n");
    type("echo $mine; (exit 3)\n");
    type("clear\n");
    type("echo one\n");

    assertThat(ended(4))
        .extracting(TypedCommand::text)
        .containsExactly("echo one", "echo $mine; (exit 3)", "clear", "echo one");
    assertThat(ended(4)).extracting(TypedCommand::exitCode).containsExactly(0, 3, 0, 0);
    assertThat(ended(4).get(1).output()).isEqualTo("5\n");
  }

  @Test
  void anAliasOfKubectlIsToldAsWhatItStandsForAndNoOther() {
    type("alias k=kubectl kg='kubectl get' ls='ls -a' kubectlx=false\n");
    type("k get no --no-headers; true\n");
    type("kg pods; true\n");
    type("k\n");
    type("ls /dev/null; kubectlx; true\n");
    type("[ 1 ] && true\n");

    assertThat(ended(6))
        .extracting(TypedCommand::text)
        .containsExactly(
            "alias k=kubectl kg='kubectl get' ls='ls -a' kubectlx=false",
            "kubectl get no --no-headers; true",
            "kubectl get pods; true",
            "kubectl",
            "ls /dev/null; kubectlx; true",
            "[ 1 ] && true");
  }

  @Test
  void aProgramThatIsMissingIsMissedInTheWordsOfBash() {
    type("no-such-program\n");

    assertThat(ended(1).get(0).output()).endsWith("no-such-program: command not found\n");
    assertThat(ended(1).get(0).exitCode()).isEqualTo(127);
  }

  @Test
  void aBlockThatIsPastedIsAsManyCommands() {
    type("\u001b[200~echo a\nfalse\necho \\\n  b\u001b[201~\n");

    assertThat(ended(3))
        .extracting(TypedCommand::text)
        .containsExactly("echo a", "false", "echo   b");
    assertThat(ended(3)).extracting(TypedCommand::exitCode).containsExactly(0, 1, 0);
    assertThat(ended(3)).extracting(TypedCommand::output).containsExactly("a\n", "", "b\n");
  }

  @Test
  void aHereDocumentIsOneCommand() {
    type("cat <<EOF\n  x;y \\ z\nEOF\n");

    assertThat(ended(1))
        .extracting(TypedCommand::text)
        .containsExactly("cat <<EOF\n  x;y \\ z\nEOF");
    assertThat(ended(1)).extracting(TypedCommand::output).containsExactly("  x;y \\ z\n");
  }

  @Test
  void whatIsInterruptedHasItsExitCodeAndWhatIsNotSentIsNoCommand() {
    type("sleep 100\n");
    seen(commands -> commands.size() == 1);
    type("\u0003");
    seen(commands -> commands.get(0).hasEnded());
    type("half a line\u0003");
    type("\n# a comment\n echo hidden\necho end\n");

    assertThat(ended(2)).extracting(TypedCommand::text).containsExactly("sleep 100", "echo end");
    assertThat(ended(2)).extracting(TypedCommand::exitCode).containsExactly(130, 0);
  }

  @Test
  void whatIsTypedInANestedShellIsOutputOfThatShell() {
    type("bash --norc\n");
    seen(commands -> commands.size() == 1);
    type("echo inside\nexit\n");
    seen(commands -> commands.get(0).hasEnded());
    type("echo outside\n");

    assertThat(ended(2))
        .extracting(TypedCommand::text)
        .containsExactly("bash --norc", "echo outside");
    assertThat(ended(2).get(0).output()).contains("inside");
  }

  @Test
  void aConnectionThatIsKilledLosesNoCommand() {
    type("echo first\n");
    type("sleep 100\n");
    seen(commands -> commands.size() == 2);
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();

    var cut = seen(commands -> commands.get(1).hasEnded()).get(1);
    assertThat(cut.exitCode()).isNull();
  }

  @Test
  void nobodyElseMayReadIt() throws IOException {
    type("echo one\n");
    ended(1);

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(lab.resolve("typed/node1.ndjson"))))
        .isEqualTo("rw-------");
  }

  private void type(String text) {
    try {
      keys.write(text.getBytes(StandardCharsets.UTF_8));
      keys.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<TypedCommand> ended(int commands) {
    return seen(all -> all.size() >= commands && all.stream().allMatch(TypedCommand::hasEnded));
  }

  private List<TypedCommand> seen(Predicate<List<TypedCommand>> satisfied) {
    return new Waits()
        .upTo(LIMIT)
        .see("commands in the transcript", () -> transcript.commands(), satisfied);
  }
}
