package kubetraining.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tools that building from packages takes: which are there, and how to get the others. */
public final class Toolbox {
  /** Where the Java is that runs this program. */
  public static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  public static final String GO = "go";
  public static final String GCC = "gcc";
  public static final String MMDEBSTRAP = "mmdebstrap";
  public static final String JAVAC = "javac";
  public static final String MAVEN = "mvn";
  public static final String PIP = "pip";
  public static final String NPM = "npm";
  public static final String ROOT = "file systems";

  private static final Map<String, String> PACKAGES =
      Map.of(
          GO, "golang-go",
          GCC, "gcc libc6-dev",
          MMDEBSTRAP, "mmdebstrap",
          JAVAC, "openjdk-17-jdk-headless",
          MAVEN, "maven",
          PIP, "python3-pip",
          NPM, "npm");
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern MAVEN_VERSION = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)");
  private static final Pattern GO_VERSION = Pattern.compile("go(\\d+)\\.(\\d+).*");

  private Toolbox() {}

  /** All that the recipes of this project take, looked at now; takes about a second. */
  public static List<Finding> look() {
    return Stream.of(JAVAC, GO, MMDEBSTRAP, MAVEN, PIP, NPM, ROOT).map(Toolbox::look).toList();
  }

  /**
   * @throws HostException naming all that are missing and one command that installs them
   */
  public static void mustHave(Collection<String> names) {
    List<Finding> missing =
        names.stream().distinct().sorted().map(Toolbox::look).filter(t -> !t.met()).toList();
    if (missing.isEmpty()) {
      return;
    }
    var message = new StringBuilder("building from packages is not possible here:");
    missing.forEach(it -> message.append("\n  " + it.what() + ": " + it.found()));
    List<String> packages = new ArrayList<>();
    missing.forEach(it -> Optional.ofNullable(PACKAGES.get(it.what())).ifPresent(packages::add));
    if (missing.stream().anyMatch(it -> it.what().equals(ROOT))) {
      RootfsMode.missingPackage().ifPresent(packages::add);
    }
    if (!packages.isEmpty()) {
      message.append("\nInstall what is missing: ").append(sudo()).append("apt-get install -y ");
      message.append(String.join(" ", packages));
    }
    missing.stream()
        .filter(it -> it.what().equals(ROOT) || it.what().equals(GO))
        .map(it -> it.what().equals(ROOT) ? RootfsMode.cure() : it.cure())
        .forEach(cure -> message.append("\n").append(cure));
    throw new HostException(
        message.toString(), packages.stream().flatMap(each -> Stream.of(each.split(" "))).toList());
  }

  static Finding look(String name) {
    return switch (name) {
      case GO -> go(goVersion().orElse(""));
      case ROOT -> root();
      case PIP -> asked(name, List.of("python3", "-m", "pip", "--version"));
      case JAVAC -> javac(JAVA_HOME);
      case MAVEN -> maven(asked(name, List.of("env", "JAVA_HOME=" + JAVA_HOME, MAVEN, "-version")));
      default -> asked(name, List.of(name, "--version"));
    };
  }

  static Finding javac(Path home) {
    String why = Texts.of("the Java in %s has no compiler", home);
    String cure = apt(JAVAC) + ", or set JAVA_HOME to the folder of a JDK";
    return Files.isExecutable(home.resolve("bin/javac"))
        ? Finding.met(JAVAC, "in " + home)
        : new Finding(JAVAC, false, why, cure);
  }

  private static Finding asked(String name, List<String> line) {
    Optional<String> answer =
        Programs.onPath(line.get(0)).flatMap(found -> Commands.ask(line, LIMIT));
    return answer
        .map(text -> text.lines().filter(each -> !each.isBlank()).findFirst().orElse(""))
        .map(first -> Finding.met(name, first.replaceAll("\u001B\\[[0-9;]*m", "")))
        .orElseGet(() -> new Finding(name, false, Finding.NOT_FOUND, apt(name)));
  }

  static Finding go(String version) {
    if (!GO_VERSION.matcher(version).matches() || isOlder(GO_VERSION, version, 1, 21)) {
      String old = version + " is too old, 1.21 or newer is needed";
      String more =
          " (Go 1.21 or newer; it upgrades itself from there. If the distribution's is"
              + " older, as in Debian 12, its backports have a newer one)";
      return new Finding(GO, false, version.isEmpty() ? Finding.NOT_FOUND : old, apt(GO) + more);
    }
    return Finding.met(GO, version);
  }

  static Finding maven(Finding seen) {
    String why = seen.found() + " is too old, 3.8 or newer is needed";
    String cure =
        apt(MAVEN) + " (or from https://maven.apache.org, if the distribution's is older)";
    return isOlder(MAVEN_VERSION, seen.found(), 3, 8) ? new Finding(MAVEN, false, why, cure) : seen;
  }

  /** Whether a version is of that major number, or one below, and of an older minor one. */
  private static boolean isOlder(Pattern pattern, String version, int major, int minor) {
    Matcher matcher = pattern.matcher(version);
    return matcher.find()
        && Integer.parseInt(matcher.group(1)) == major
        && Integer.parseInt(matcher.group(2)) < minor;
  }

  private static Finding root() {
    var mode = RootfsMode.look();
    if (mode.isPresent()) {
      return Finding.met(ROOT, "mmdebstrap's mode " + mode.get().word());
    }
    var lacking = RootfsMode.missingPackage().map(name -> "sudo apt-get install -y " + name + "\n");
    String why = "neither root, nor may this user make root file systems without";
    return new Finding(ROOT, false, why, lacking.orElse("") + RootfsMode.cure());
  }

  /** How a line begins that only root may type. */
  private static String sudo() {
    return RootfsMode.isRoot() ? "" : "sudo ";
  }

  private static String apt(String name) {
    return sudo() + "apt-get install -y " + PACKAGES.get(name);
  }

  /** The Go that is installed, such as {@code go1.26.0}; empty if there is none. */
  public static Optional<String> goVersion() {
    return goEnvironment("GOVERSION");
  }

  /** Where Go keeps what it compiled; empty if there is no Go. */
  public static Optional<Path> goCache() {
    return goEnvironment("GOCACHE").map(Path::of);
  }

  private static Optional<String> goEnvironment(String name) {
    return Programs.onPath(GO)
        .flatMap(go -> Commands.ask(List.of(go.toString(), "env", name), LIMIT))
        .filter(value -> !value.isBlank());
  }
}
