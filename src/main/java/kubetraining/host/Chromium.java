package kubetraining.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.progress.Progress;

/** The browser that shows what a trainee would see: Debian's Chromium, or one of its kind. */
public final class Chromium {
  /** What a user types where it may not be installed for him. */
  public static final String CURE = "apt-get install -y chromium fonts-dejavu-core";

  // Without a font every letter of a page is an empty box.
  private static final List<String> PACKAGES = List.of("chromium", "fonts-dejavu-core");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Chromium() {}

  /** The program, if one is on the path. */
  public static Optional<Path> program() {
    return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        .flatMap(name -> Programs.onPath(name).stream())
        .findFirst();
  }

  /** What is there; takes about a second. */
  public static Finding look() {
    String missing =
        "not found; needed only for pictures of pages; root installs it when it is needed";
    return program()
        .flatMap(path -> Commands.ask(List.of(path.toString(), "--version"), LIMIT))
        .map(version -> new Finding("chromium", true, version, "", true))
        .orElseGet(() -> new Finding("chromium", false, missing, CURE, true));
  }

  /**
   * Installs Debian's packages.
   *
   * @param log the file that takes what apt-get prints
   * @throws HostException with the end of apt-get's own words
   */
  public static void install(Path log, Progress progress) {
    new DebianPackages(log, progress).install(PACKAGES);
  }
}
