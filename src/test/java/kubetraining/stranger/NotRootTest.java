package kubetraining.stranger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Scanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who may use an engine and is not root. Where the tests run as root, they start the
 * launcher as another user, who owns a copy of all that it takes.
 */
final class NotRootTest {
  private static final String NOBODY = "65534";
  private static final String INFO =
      """
      {"ID": "x", "Name": "x", "ServerVersion": "27.1", "Driver": "overlay2", "NCPU": 4,
       "DockerRootDir": "/var/lib/none", "CgroupVersion": "2", "CgroupDriver": "systemd",
       "MemTotal": 16000000000, "LoggingDriver": "json-file", "SecurityOptions": [%s]}""";

  @TempDir Path folder;
  private Stranger stranger;
  private Path home;

  @BeforeEach
  void aCheckoutOfAnotherUser() throws Exception {
    stranger = Stranger.inCopy(folder.resolve("checkout"));
    home = Files.createDirectories(folder.resolve("home"));
    stranger
        .with("XDG_CACHE_HOME", home.resolve("cache").toString())
        .with("XDG_STATE_HOME", home.resolve("state").toString())
        .with("XDG_CONFIG_HOME", home.resolve("config").toString());
    if (root()) {
      // The folder of all libraries is often closed to others.
      lendLibraries();
      run("chown", "-R", NOBODY + ":" + NOBODY, folder.toString());
      assumeTrue(
          types("java", "-version").exitCode() == 0, "another user has no Java on this computer");
    }
  }

  @Test
  void doctorAndStartRefuseWithAllThatIsMissingAtOnce() throws Exception {
    try (var engine = new Engine(folder.resolve("engine.sock"), "\"name=userns\"")) {
      give(folder.resolve("engine.sock"));
      stranger.with("DOCKER_HOST", engine.address());

      var doctor = training("doctor");
      assertThat(doctor.exitCode()).as(doctor.output()).isEqualTo(1);
      assertThat(doctor.output()).contains("found    own files").contains("userns-remap");
      // No engine of a distribution is installed for somebody who may not.
      assertThat(doctor.output()).doesNotContain("will see to it").doesNotContain("\tat ");

      var up = training("up", "-Dartifacts.source=packages");
      assertThat(up.exitCode()).as(up.output()).isEqualTo(2);
      assertThat(up.output())
          .contains("This computer is not ready for a lab; nothing was made.")
          .contains("userns-remap", "/etc/docker/daemon.json")
          .doesNotContain("\tat ");
      assertThat(engine.changes()).isEmpty();
    }
  }

  @Test
  void whatOnlyRootMayInstallIsNamedInOneLineForSudo() throws Exception {
    try (var engine = new Engine(folder.resolve("engine.sock"), "\"name=rootless\"")) {
      give(folder.resolve("engine.sock"));
      stranger.with("DOCKER_HOST", engine.address()).with("PATH", fewPrograms());

      var up = training("up", "-Dartifacts.source=packages");

      assertThat(up.exitCode()).as(up.output()).isEqualTo(2);
      assertThat(up.output())
          .as("the engine's fault and the tools' in one message")
          .contains("it runs without root", "mmdebstrap: not found", "go: not found")
          .containsPattern("Install what is missing: sudo apt-get install -y .*golang-go")
          .doesNotContain("\tat ");
      assertThat(engine.changes()).isEmpty();
    }
  }

  @Test
  void filesThatSudoLeftAreNamedWithTheCommandThatGivesThemBack() throws Exception {
    assumeTrue(root(), "only root can leave files of root");
    Path lock = home.resolve("cache/kube-training/machine-image.lock");
    Files.createDirectories(lock.getParent());
    run("chown", "-R", NOBODY, home.toString());
    Files.createFile(lock);

    var doctor = training("doctor");

    assertThat(doctor.output())
        .contains("MISSING  own files")
        .contains(lock + " belongs to root")
        .contains("sudo chown -R ");

    var up = training("up");
    assertThat(up.exitCode()).as(up.output()).isEqualTo(2);
    assertThat(up.output()).contains("own files: " + lock + " belongs to root");
  }

  private static boolean root() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  private Stranger.Outcome training(String... arguments) throws IOException {
    var words = new ArrayList<>(List.of(stranger.checkout().resolve("training").toString()));
    words.addAll(List.of(arguments));
    return types(words.toArray(String[]::new));
  }

  private Stranger.Outcome types(String... command) throws IOException {
    var words = new ArrayList<String>();
    if (root()) {
      words.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
    }
    words.addAll(List.of(command));
    return stranger.types(words);
  }

  private void give(Path file) throws Exception {
    if (root()) {
      run("chown", NOBODY, file.toString());
    }
  }

  private void lendLibraries() throws Exception {
    // Written now, it tells the launcher that the classes are of now, too, as this build made them.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path list = stranger.checkout().resolve("target/training.classpath");
    Path libraries = Files.createDirectories(folder.resolve("libraries"));
    var lent = new LinkedHashSet<String>();
    for (String library : Files.readString(list).strip().split(File.pathSeparator)) {
      Path copy = libraries.resolve(Path.of(library).getFileName());
      Files.copy(Path.of(library), copy);
      lent.add(copy.toString());
    }
    Files.writeString(list, String.join(File.pathSeparator, lent));
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  /** A folder with the programs of this computer that the launcher takes, and no others. */
  private String fewPrograms() throws IOException {
    Path few = Files.createDirectories(folder.resolve("programs"));
    for (String name : List.of("bash", "sh", "cat", "dirname", "readlink", "find", "java")) {
      for (String place : System.getenv("PATH").split(File.pathSeparator)) {
        Path program = few.resolve(name);
        if (Files.isExecutable(Path.of(place, name)) && !Files.exists(program)) {
          // No links: after the test they would be taken for ways out of its folder.
          Files.writeString(program, "#!/bin/sh\nexec %s/%s \"$@\"\n".formatted(place, name));
          Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
    return few.toString();
  }

  /** An engine that holds nothing and has an option of security. */
  private static final class Engine implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Path socket;
    private final Map<String, String> answers;
    private final List<String> changes = new ArrayList<>();

    Engine(Path socket, String security) throws IOException {
      this.socket = socket;
      this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      answers =
          Map.of(
              "/version",
              "{\"Version\": \"27.1\", \"ApiVersion\": \"1.44\", \"MinAPIVersion\": \"1.24\"}",
              "/info",
              INFO.formatted(security),
              "/networks",
              "[{\"Name\": \"bridge\"}]",
              "/volumes",
              "{\"Volumes\": []}",
              "/containers/json",
              "[]");
      var waiter = new Thread(this::serve, "engine");
      waiter.setDaemon(true);
      waiter.start();
    }

    String address() {
      return "unix://" + socket;
    }

    /** What it was asked to change. */
    synchronized List<String> changes() {
      return List.copyOf(changes);
    }

    private void serve() {
      while (server.isOpen()) {
        try (SocketChannel connection = server.accept();
            var lines = new Scanner(Channels.newInputStream(connection), UTF_8)) {
          answer(lines.nextLine().split(" "), connection);
        } catch (IOException | NoSuchElementException e) {
          continue;
        }
      }
    }

    private synchronized void answer(String[] question, SocketChannel to) throws IOException {
      if (!question[0].equals("GET")) {
        changes.add(question[0] + " " + question[1]);
      }
      String path = question[1].replaceFirst("^/v1\\.\\d+", "").replaceFirst("\\?.*", "");
      String body = answers.getOrDefault(path, "{\"message\": \"none\"}");
      String status = answers.containsKey(path) ? "200 OK" : "404 Not Found";
      String head =
          "HTTP/1.1 %s\r\nContent-Type: application/json\r\nConnection: close\r\n"
              + "Content-Length: %s\r\n\r\n%s";
      to.write(ByteBuffer.wrap(head.formatted(status, body.length(), body).getBytes(UTF_8)));
    }

    @Override
    public void close() {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
