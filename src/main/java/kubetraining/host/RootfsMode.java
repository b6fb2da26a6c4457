package kubetraining.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How mmdebstrap makes a root file system as this user. What comes of it is the same in each: the
 * tar of the recipe "base" was seen to be the same to the byte, owners and all.
 */
public enum RootfsMode {
  /** As root, who may change roots and owners. */
  ROOT,
  /** In a user namespace, with the subordinate users that /etc/subuid gives to this one. */
  UNSHARE,
  /** With a library that pretends, whose own C library must be that of the suite. */
  FAKECHROOT;

  public static final String SUITE = "bookworm";
  static final String UIDMAP = "uidmap";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int SUBORDINATES = 65536;
  private static final int FIRST_SUBORDINATE = 100000;

  /** As mmdebstrap calls it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that works here; empty if none does. */
  public static Optional<RootfsMode> look() {
    if (isRoot()) {
      return Optional.of(ROOT);
    }
    boolean there = Programs.has(Toolbox.MMDEBSTRAP);
    boolean unshares =
        there
            ? Commands.ask(List.of(Toolbox.MMDEBSTRAP, "--unshare-helper", "true"), LIMIT)
                .isPresent()
            : Programs.has("newuidmap") && hasSubordinates();
    if (unshares) {
      return Optional.of(UNSHARE);
    }
    return Stream.of("fakechroot", "fakeroot").allMatch(Programs::has)
            && all("/etc/os-release").anyMatch(("VERSION_CODENAME=" + SUITE)::equals)
        ? Optional.of(FAKECHROOT)
        : Optional.empty();
  }

  /** Whether this process may do everything. */
  public static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The Debian package that is missing, if one is. */
  static Optional<String> missingPackage() {
    return isRoot() || Programs.has("newuidmap") ? Optional.empty() : Optional.of(UIDMAP);
  }

  /** What this user must have changed beside {@link #missingPackage}, in one line for each. */
  public static String cure() {
    var cures = new ArrayList<String>();
    if (!hasSubordinates()) {
      long first = firstFree(Stream.of("/etc/subuid", "/etc/subgid").flatMap(RootfsMode::all));
      String range = first + "-" + (first + SUBORDINATES - 1);
      cures.add(
          Texts.of("sudo usermod --add-subuids %s --add-subgids %s %s", range, range, user()));
    }
    // Each of them keeps user namespaces from users; the last is Ubuntu's.
    setTo("kernel/unprivileged_userns_clone", "0").ifPresent(name -> cures.add(name + "=1"));
    setTo("user/max_user_namespaces", "0").ifPresent(name -> cures.add(name + "=65536"));
    setTo("kernel/apparmor_restrict_unprivileged_userns", "1")
        .ifPresent(name -> cures.add(name + "=0"));
    cures.add("or run as root, or use an archive: ./training artifacts import FILE");
    return String.join("\n", cures);
  }

  private static Optional<String> setTo(String name, String value) {
    return all("/proc/sys/" + name).toList().equals(List.of(value))
        ? Optional.of("sudo sysctl " + name.replace('/', '.'))
        : Optional.empty();
  }

  private static boolean hasSubordinates() {
    return Stream.of("/etc/subuid", "/etc/subgid")
        .allMatch(file -> all(file).anyMatch(line -> line.startsWith(user() + ":")));
  }

  /**
   * The first number that no user has as a subordinate, in lines such as {@code me:100000:65536}.
   */
  static long firstFree(Stream<String> lines) {
    return lines
        .map(line -> line.split(":"))
        .filter(fields -> fields.length == 3 && (fields[1] + fields[2]).matches("\\d{1,15}"))
        .mapToLong(fields -> Long.parseLong(fields[1]) + Long.parseLong(fields[2]))
        .reduce(FIRST_SUBORDINATE, Math::max);
  }

  private static String user() {
    return System.getProperty("user.name");
  }

  private static Stream<String> all(String file) {
    return Texts.lines(Path.of(file)).stream();
  }
}
