package kubetraining.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Other programs, found and started in one way. The shells of users often have no {@code
 * /usr/sbin}; but Docker's engine looks for {@code iptables} there, and {@code mmdebstrap} and
 * {@code apt-get} for {@code ldconfig} and {@code start-stop-daemon}. So those folders follow the
 * ones of the user. And they speak English in UTF-8, whatever the language of the computer is:
 * their messages are read by programs, and stand in reports.
 */
public final class Programs {
  private static final List<String> ALWAYS =
      List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin");

  private Programs() {}

  /** A program to be started, with the variables of this process and a whole {@code PATH}. */
  public static ProcessBuilder builder(List<String> line) {
    String path = path(Environment.ofProcess());
    var whole = new ArrayList<>(line);
    // Java looks for it on the PATH of this process, not on the one that it is given.
    find(line.get(0), path).ifPresent(program -> whole.set(0, program.toString()));
    var builder = new ProcessBuilder(whole);
    builder.environment().put("PATH", path);
    // LC_ALL outdoes all variables of the language but this one, which gettext obeys in every
    // locale but C itself.
    builder.environment().remove("LANGUAGE");
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }

  /** The same. */
  public static ProcessBuilder builder(String... line) {
    return builder(List.of(line));
  }

  /** Whether there is a program of that name to be started. */
  public static boolean has(String name) {
    return find(name, path(Environment.ofProcess())).isPresent();
  }

  /** The file of a program of that name on the user's own PATH. */
  public static Optional<Path> onPath(String name) {
    return find(name, Environment.ofProcess().get("PATH").orElse(""));
  }

  /** The {@code PATH} of programs that are started: the user's, then the folders of the system. */
  static String path(Environment environment) {
    Set<String> folders = new LinkedHashSet<>();
    environment.get("PATH").ifPresent(path -> folders.addAll(List.of(path.split(":"))));
    folders.remove("");
    folders.addAll(ALWAYS);
    return String.join(":", folders);
  }

  /** Where a program of that name is that would be started; a path is not looked for. */
  static Optional<Path> find(String name, String path) {
    if (name.contains("/")) {
      return Optional.empty();
    }
    return List.of(path.split(":")).stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
