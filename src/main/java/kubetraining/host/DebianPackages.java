package kubetraining.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kubetraining.progress.Progress;

/**
 * Installs packages of Debian's family of systems on this computer, and says so.
 *
 * @param log the file that takes what apt-get prints
 */
public record DebianPackages(Path log, Progress progress) {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Whether this user can install packages here: root, with apt-get at hand. */
  public static boolean possible() {
    return Programs.has("apt-get") && RootfsMode.isRoot();
  }

  /**
   * Installs packages, after bringing the list of them up to date.
   *
   * @throws HostException with the end of apt-get's own words
   */
  public void install(List<String> packages) {
    String names = String.join(", ", packages);
    progress.note(
        Texts.of(
            "Installing Debian's %s with apt-get (-Dlab.embedded.install=never forbids it)",
            names));
    progress.phase(
        "install " + names,
        () -> {
          apt("update");
          apt("install -y --no-install-recommends " + String.join(" ", packages));
        });
  }

  private void apt(String arguments) throws IOException {
    String line = "apt-get -q " + arguments;
    Files.createDirectories(log.getParent());
    var builder =
        Programs.builder(line.split(" "))
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    Process process = builder.start();
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new HostException(
            null, "'%s' did not end within %d minutes; see %s", line, LIMIT.toMinutes(), log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException(e, "interrupted while '%s' ran", line);
    } finally {
      process.destroy();
    }
    if (process.exitValue() != 0) {
      String words =
          "'%s' exited %d; the end of %s:%n%s%nType it yourself and look at what it says.";
      throw new HostException(null, words, line, process.exitValue(), log, Commands.tail(log));
    }
  }
}
