package kubetraining.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;
import kubetraining.wait.WaitTimeoutException;
import kubetraining.wait.Waits;
import net.schmizz.sshj.SSHClient;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SshShellTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @TempDir Path folder;
  private SshIdentity identity;
  private SshServerHere server;
  private SshShell shell;

  @BeforeEach
  void connect() throws Exception {
    identity = SshIdentity.create(folder.resolve("id"), "test");
    server = new SshServerHere(folder, identity);
    shell = shell("node1", identity, server.port());
  }

  @AfterEach
  void close() throws Exception {
    shell.close();
    server.close();
  }

  private SshShell shell(String name, SshIdentity key, int port) {
    return SshWay.shell(name, key, folder, port, LIMIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-t ed25519",
        "-t ecdsa -b 256",
        "-t ecdsa -b 384 -m PEM",
        "-t ecdsa -b 521",
        "-t rsa -b 3072",
        "-t rsa -b 3072 -m PEM",
        "-t rsa -b 3072 -m PKCS8"
      })
  void aKeyOfEachKindThatPeopleHaveLetsThemIn(String kind) throws Exception {
    Path key = folder.resolve("theirs");
    var made = new ArrayList<>(List.of("ssh-keygen", "-q", "-N", "", "-f", key.toString()));
    made.addAll(List.of(kind.split(" ")));
    assertThat(new ProcessBuilder(made).inheritIO().start().waitFor()).isZero();
    var theirs = new SshIdentity(key, Files.readString(Path.of(key + ".pub")).strip());

    try (var machine = new SshServerHere(folder.resolve("machine"), theirs);
        var here = shell("node2", theirs, machine.port())) {
      assertThat(here.mustRun("echo in", LIMIT).stdout()).isEqualTo("in\n");
    }
  }

  @Test
  void runsManyCommandsAtOnceOnOneConnection() {
    var answers =
        IntStream.range(0, 24)
            .parallel()
            .mapToObj(i -> shell.mustRun("sleep 0.05; echo " + i, LIMIT).stdout().strip())
            .toList();

    assertThat(answers)
        .containsExactlyElementsOf(IntStream.range(0, 24).mapToObj(String::valueOf).toList());
  }

  @Test
  void saysWhatWasSaidSoFarWhenTheLimitIsReached() {
    assertThatThrownBy(() -> shell.run("echo started; sleep 30", Duration.ofMillis(2500)))
        .isInstanceOf(Unmet.class)
        .hasMessageContaining("'echo started; sleep 30' on node1 did not end within 2.5 s")
        .hasMessageContaining("stdout so far: started");
  }

  @Test
  void whatWeTypeOurselvesIsHeldAgainstNobodyElse() {
    var late = Duration.ofMillis(300);
    assertThat(fault(() -> shell.mustRun("exit 4", LIMIT))).isEqualTo(Fault.SUITE);
    assertThat(fault(() -> shell.mustRun("sleep 30", late))).isEqualTo(Fault.SUITE);
    assertThat(fault(() -> shell.run("exit 4", LIMIT).orThrow())).isEqualTo(Fault.CONTRADICTED);
    assertThat(fault(() -> shell.run("sleep 30", late))).isEqualTo(Fault.TOO_LATE);
  }

  private static Fault fault(ThrowableAssert.ThrowingCallable call) {
    return ((Unmet) catchThrowable(call)).fault();
  }

  @Test
  void logsInAgainWhenTheConnectionBroke() throws Exception {
    server.dropConnections();
    new Waits()
        .upTo(LIMIT)
        .see("the client to notice", () -> shell.connected(), connected -> !connected);

    assertThat(shell.mustRun("echo again", LIMIT).stdout()).isEqualTo("again\n");
  }

  /** A server that is gone without a word: the connection stays, and nothing comes by it. */
  @Test
  void noticesAMachineThatGoesSilentLongBeforeTheCommandsLimit() throws Exception {
    try (var relay = new Relay(server.port());
        var gone = shell("node2", identity, relay.port())) {
      var command =
          CompletableFuture.supplyAsync(() -> gone.run("echo on; sleep 600", TEN_MINUTES));
      assertThat(gone.mustRun("echo so far", LIMIT).stdout()).isEqualTo("so far\n");

      relay.goSilent();

      assertThatThrownBy(() -> command.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
          .hasCauseInstanceOf(ConnectionBrokenException.class)
          .hasMessageContaining(
              "'echo on; sleep 600' on node2, limit 600 s: the machine went silent")
          .hasMessageContaining("keep-alive response for 6 seconds")
          .cause()
          .satisfies(e -> assertThat(((Unmet) e).fault()).isEqualTo(Fault.LAB));
    }
  }

  @Test
  void isClosedAtOnceWhileSomebodyLogsInAgainToAMachineThatIsGone() throws Exception {
    var again = new CompletableFuture<SSHClient>();
    var begun = new CountDownLatch(1);
    var clients =
        List.<Supplier<SSHClient>>of(
                SSHClient::new,
                () -> {
                  begun.countDown();
                  return again.join();
                })
            .iterator();
    var gone = new SshShell("node2", () -> clients.next().get(), limit -> limit);
    var late = CompletableFuture.supplyAsync(() -> catchThrowable(() -> gone.run("true", LIMIT)));
    assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

    assertTimeoutPreemptively(LIMIT, gone::close);

    again.complete(new SSHClient());
    assertThat(late.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .hasMessage("the shell on node2 is closed");
  }

  @Test
  void acceptsAHostKeyOnceAndRefusesAnother() throws Exception {
    assertThat(folder.resolve("known_hosts")).isRegularFile();
    int port = server.port();
    try (var again = shell("node1", identity, port)) {
      assertThat(again.run("true", LIMIT).succeeded()).isTrue();
    }
    var pinned = Files.readString(folder.resolve("known_hosts"));
    try (var impostor = new SshServerHere(folder.resolve("other"), identity)) {
      Files.writeString(
          folder.resolve("known_hosts"), pinned.replace("]:" + port, "]:" + impostor.port()));

      assertThatThrownBy(() -> shell("node1", identity, impostor.port()))
          .isInstanceOf(HostKeyChangedException.class)
          .hasMessageContaining("not the one pinned in " + folder.resolve("known_hosts"));
    }
  }

  @Test
  void keepsBothStreamsAndTheExitCodeApart() {
    var result = shell.run("echo out; echo err >&2; exit 3", LIMIT);
    assertThat(result.stdout() + result.stderr() + result.exitCode()).isEqualTo("out\nerr\n3");
    var much = shell.mustRun("head -c 5000000 /dev/zero; head -c 5000000 /dev/zero >&2", LIMIT);
    assertThat(much.stdout()).as("more than a window").hasSize(5_000_000);
    assertThat(much.stderr()).hasSize(5_000_000);
  }

  @Test
  void runsSeveralLinesWithQuotesByALoginShellThatHasNothingToRead() {
    var result =
        shell.mustRun("name='a \"b\"'\nshopt -q login_shell && cat && echo \"$name\"", LIMIT);
    assertThat(result.stdout()).isEqualTo("a \"b\"\n");
  }

  @Test
  void namesMachineCommandAndOutputOfAFailureButNoToken() {
    var token = "abcdef.0123456789abcdef";
    assertThatThrownBy(
            () -> shell.mustRun("echo no such thing >&2; exit 4 # --token " + token, LIMIT))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("exited 4 on node1")
        .hasMessageContaining("stderr: no such thing")
        .hasMessageContaining("--token [redacted: token]")
        .hasMessageNotContaining(token);
  }

  @Test
  void writesAndUploadsFilesWithTheirModeMakingFolders() throws Exception {
    var file = folder.resolve("etc/deep/it's.conf");
    shell.write(file.toString(), "content\n".getBytes(StandardCharsets.UTF_8), "0640");
    assertThat(file).hasContent("content\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    byte[] content = new byte[3_000_000];
    new java.util.Random(1).nextBytes(content);
    shell.upload(
        Files.write(folder.resolve("local"), content), folder.resolve("remote/copy").toString());
    assertThat(folder.resolve("remote/copy")).hasBinaryContent(content);
  }

  /** Two mebibytes are what a server takes before anybody has read any of it. */
  @Test
  void uploadsAlsoWhatComesWhenTheOtherSideTakesNoMoreForNow() throws Exception {
    var slow = folder.resolve("tools/install");
    Files.writeString(slow, "#!/bin/sh\nsleep 1\nexec /usr/bin/install \"$@\"\n");
    Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwxr-xr-x"));
    byte[] content = new byte[(2 << 20) + 1000];
    shell.upload(Files.write(folder.resolve("local"), content), folder.resolve("copy").toString());
    assertThat(folder.resolve("copy")).hasSize(content.length);
  }

  @Test
  void aCommandThatEndsBeforeItHasReadAllIsToldByItsExitCode() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(shell.run("exit 3", LIMIT).exitCode()).isEqualTo(3);
    }
    var large = Files.write(folder.resolve("local"), new byte[4 << 20]);
    assertThatThrownBy(() -> shell.upload(large, "/proc/nowhere/copy"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("/proc/nowhere");
  }

  @Test
  void saysThatTheKeyWasRefusedAndTakesNoSilentPortForAnSshServer() throws Exception {
    var stranger = SshIdentity.create(folder.resolve("stranger"), "test");
    var soon = Duration.ofMillis(900);
    assertThatThrownBy(() -> SshWay.shell("node1", stranger, folder, server.port(), soon))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContainingAll("expected ssh ubuntu@127.0.0.1 on node1 within", "auth");
    try (var silent = new ServerSocket(0)) {
      int port = silent.getLocalPort();
      assertThatThrownBy(() -> SshWay.shell("node1", identity, folder, port, soon))
          .isInstanceOf(WaitTimeoutException.class);
    }
  }
}
