package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who may use an engine and is not root. Where the tests run as root, they start the
 * launcher as another user, who owns a copy of all that it takes.
 */
final class NotRootTest {
  private static final String NOBODY = "65534";
  private static final String BRIDGE = "[{\"Name\": \"bridge\"}]";

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
          types(List.of("java", "-version")).exitCode() == 0,
          "another user has no Java on this computer");
    }
  }

  @Test
  void doctorAndStartRefuseWithAllThatIsMissingAtOnce() throws Exception {
    try (var engine = engine("name=userns")) {

      String doctor = training("doctor").failsWith(1);
      assertThat(doctor).contains("found    own files").contains("userns-remap");
      // No engine of a distribution is installed for somebody who may not.
      assertThat(doctor).doesNotContain("will fix that").doesNotContain("\tat ");

      String up = training("up", "-Dartifacts.source=packages").failsWith(2);
      assertThat(up)
          .contains("This computer is not ready for a lab; nothing was made.")
          .contains("userns-remap", "/etc/docker/daemon.json")
          .doesNotContain("\tat ");
      assertThat(engine.changes()).isEmpty();
    }
  }

  @Test
  void whatOnlyRootMayInstallIsNamedInOneLineForSudo() throws Exception {
    try (var engine = engine("name=rootless")) {
      // Among these few programs is nothing that makes artifacts.
      var few = SearchPath.without(folder.resolve("programs"), "go", "mvn");
      stranger.with("PATH", few.toString());

      String up = training("up", "-Dartifacts.source=packages").failsWith(2);
      assertThat(up)
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
        .contains("MISSING  own files", lock + " belongs to root", "sudo chown -R ");

    String up = training("up").failsWith(2);
    assertThat(up).contains("own files: " + lock + " belongs to root");
  }

  private static boolean root() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  private Stranger.Outcome training(String... arguments) throws IOException {
    String training = stranger.checkout().resolve("training").toString();
    return types(Stranger.command(training, List.of(), arguments));
  }

  private Stranger.Outcome types(List<String> command) throws IOException {
    if (!root()) {
      return stranger.types(command);
    }
    var user = List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");
    return stranger.types(Stranger.command("setpriv", user, command.toArray(String[]::new)));
  }

  private FakeEngine engine(String security) throws Exception {
    Path socket = folder.resolve("engine.sock");
    var engine = FakeEngine.at(socket).says("/networks", BRIDGE).secured('"' + security + '"');
    if (root()) {
      run("chown", NOBODY, socket.toString());
    }
    stranger.with("DOCKER_HOST", engine.address());
    return engine;
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
}
