package kubetraining.stranger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import kubetraining.host.Environment;
import kubetraining.host.Texts;
import kubetraining.progress.Phases;

/**
 * Somebody who types commands in a checkout of this project, with a shell that is set up in an
 * unusual way. Programs that are started get the variables that are named here, and no others.
 */
public final class Stranger {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final List<String> PARTS =
      List.of(
          (".gitattributes .gitignore .mvn .ci pom.xml README.md training src features manifests"
                  + " artifacts")
              .split(" "));
  private static final List<String> MADE =
      List.of("target/classes", "target/test-classes", "target/training.classpath");

  private final Path checkout;
  private final Map<String, String> variables = new TreeMap<>();
  private Path folder;

  /** What a command said, standard output and errors together, and how it ended. */
  public record Outcome(int exitCode, String output) {
    /** What was said by one that had to end well. */
    public String succeeds() {
      return failsWith(0);
    }

    /** What was said by one that had to end with this code. */
    public String failsWith(int code) {
      assertThat(exitCode).as(output).isEqualTo(code);
      return output;
    }
  }

  private Stranger(Path checkout) {
    this.checkout = checkout;
    this.folder = checkout;
    variables.put("PATH", path());
    variables.put("HOME", System.getProperty("user.home"));
    variables.put("LANG", "C.UTF-8");
  }

  /** Where programs are looked for, in the shell that runs these tests. */
  static String path() {
    return Environment.ofProcess().get("PATH").orElse("/usr/bin:/bin");
  }

  /** Works in this checkout itself, which a test must not change. */
  public static Stranger here() {
    compiled(HERE);
    return new Stranger(HERE);
  }

  /** Works in a copy of this checkout, compiled as this one is, that a test may change. */
  public static Stranger inCopy(Path checkout) {
    for (String part : PARTS) {
      copy(part, checkout);
    }
    copyMade(checkout);
    return new Stranger(checkout);
  }

  /** Puts there what this build has compiled, so that it need not be compiled again. */
  static void copyMade(Path checkout) {
    for (String part : MADE) {
      copy(part, checkout);
    }
    compiled(checkout);
  }

  /** Maven leaves the file as it is, and so older than sources that it has just compiled. */
  private static void compiled(Path checkout) {
    Path classPath = checkout.resolve("target/training.classpath");
    if (!classPath.toFile().setLastModified(System.currentTimeMillis())) {
      throw new IllegalStateException("cannot touch " + classPath);
    }
  }

  /** Works in a checkout that somebody has made. */
  static Stranger at(Path checkout) {
    return new Stranger(checkout);
  }

  private static void copy(String part, Path checkout) {
    Path target = checkout.resolve(part);
    // Times are kept: the launcher would compile what is newer than its classes.
    var copying =
        new ProcessBuilder("cp", "-aT", HERE.resolve(part).toString(), target.toString())
            .inheritIO();
    int exitCode =
        Phases.call(
            "copy " + part,
            () -> {
              Files.createDirectories(target.getParent());
              return copying.start().waitFor();
            });
    assertThat(exitCode).as("copying %s to %s", part, target).isZero();
  }

  /** The folder with the pom. */
  public Path checkout() {
    return checkout;
  }

  /** From now on commands are typed in that folder. */
  public Stranger in(Path where) {
    folder = where;
    return this;
  }

  /** Sets a variable of the environment; an empty value is one. */
  public Stranger with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** Takes a variable out of the environment. */
  public Stranger without(String variable) {
    variables.remove(variable);
    return this;
  }

  /** Types {@code ./training ...}. */
  public Outcome training(String... arguments) {
    return types(command(checkout.resolve("training").toString(), List.of(), arguments));
  }

  /**
   * Types {@code mvn ...}, with this build's own local repository and without a network; what it
   * needs is there, since this test runs in such a build.
   */
  public Outcome mvn(String... arguments) {
    var options = new ArrayList<>(List.of("-B", "-o", "-llr", "-ntp"));
    String repository = System.getProperty("localRepository");
    if (repository != null) {
      options.add("-Dmaven.repo.local=" + repository);
    }
    return types(command("mvn", options, arguments));
  }

  /**
   * Starts a program of these tests in a Java of its own.
   *
   * @param settings options of that Java
   */
  Outcome java(List<String> settings, Class<?> program, String... arguments) {
    var options = new ArrayList<>(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    options.addAll(settings);
    options.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return types(command(java, options, arguments));
  }

  /** A program with options that are given, and arguments that follow them. */
  static List<String> command(String program, List<String> options, String... arguments) {
    var words = new ArrayList<String>();
    words.add(program);
    words.addAll(options);
    words.addAll(List.of(arguments));
    return words;
  }

  /** Starts a program, with nothing to read, and waits three minutes at most for its end. */
  public Outcome types(List<String> command) {
    return Phases.call("type " + command, () -> typed(command));
  }

  private Outcome typed(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("stranger", ".txt");
    try {
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().clear();
      builder.environment().putAll(variables);
      var process =
          builder
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(
            Texts.of("%s did not end; it said: %s", command, Files.readString(output, UTF_8)));
      }
      return new Outcome(process.exitValue(), Files.readString(output, UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
