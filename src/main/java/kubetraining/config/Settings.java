package kubetraining.config;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.Environment;
import kubetraining.host.Texts;

/**
 * Raw settings: a system property beats an environment variable, which beats the file {@code
 * training.properties}. The variable of {@code lab.name} is {@code TRAINING_LAB_NAME}.
 */
record Settings(
    Map<String, String> properties, Environment environment, Properties file, Path project) {
  /**
   * Reads the file and refuses names nobody knows, because a misspelt setting would be ignored.
   *
   * @param known every name a setting may have
   * @param properties the system properties
   * @param project the folder of the file
   */
  static Settings read(
      Set<String> known, Map<String, String> properties, Environment environment, Path project) {
    Path file = project.resolve("training.properties");
    var fromFile = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        fromFile.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new ConfigException("cannot read %s: %s", file, e.getMessage());
      }
    }
    fromFile
        .stringPropertyNames()
        .forEach(name -> refuseUnknown(name, known, "in " + file.getFileName()));
    properties.keySet().stream()
        .filter(name -> name.matches("lab|(lab|artifacts|training)\\..*"))
        .forEach(name -> refuseUnknown(name, known, "-D" + name));
    return new Settings(properties, environment, fromFile, project);
  }

  private static void refuseUnknown(String name, Set<String> known, String where) {
    if (!known.contains(name)) {
      throw new ConfigException(
          "setting '%s' (%s) is unknown; known: %s",
          name, where, String.join(", ", new TreeSet<>(known)));
    }
  }

  /** The first value that is given; one that holds nothing counts as not given. */
  Optional<String> text(String name) {
    return first(name, value -> !value.isBlank());
  }

  /**
   * As {@link #text}, for a setting whose empty value is one, too, as {@code -Dname=} or as {@code
   * name=} in the file. An empty variable is not set, here as everywhere: whoever exports all of a
   * form, filled in or not, did not mean it.
   */
  Optional<String> textOrEmpty(String name) {
    return first(name, value -> true);
  }

  private Optional<String> first(String name, Predicate<String> given) {
    return typed(name, given)
        .or(() -> Optional.ofNullable(file.getProperty(name)).filter(given))
        .map(String::strip);
  }

  private Optional<String> typed(String name, Predicate<String> given) {
    return Optional.ofNullable(properties.get(name))
        .filter(given)
        .or(() -> environment.get(variable(name)));
  }

  /**
   * As {@link #text}, a file or folder. A relative path is below the current folder if it was
   * typed, and else below the one of the file, wherever a command is typed.
   */
  Optional<Path> path(String name) {
    boolean typed = typed(name, value -> !value.isBlank()).isPresent();
    return checked(name, Path::of, path -> true, "the path of a file or folder")
        .map(new UserFolders(properties, environment)::expanded)
        .map(path -> typed ? path : project.resolve(path));
  }

  /** As {@link #text}, of a form. */
  Optional<String> matching(String name, String form, String use) {
    return checked(name, value -> value, value -> value.matches(form), use);
  }

  /** As {@link #text}, one of some words. */
  Optional<String> oneOf(String name, String... words) {
    return checked(
        name,
        value -> value,
        List.of(words)::contains,
        "one of " + Stream.of(words).sorted().collect(Collectors.joining(", ")));
  }

  boolean flag(String name) {
    return checked(name, value -> value, Set.of("true", "false")::contains, "true or false")
        .map(Boolean::valueOf)
        .orElse(false);
  }

  int number(String name, int byDefault, int least, int most) {
    return checked(
            name,
            Integer::valueOf,
            number -> number >= least && number <= most,
            Texts.of("a whole number from %d to %d", least, most))
        .orElse(byDefault);
  }

  Optional<Double> decimal(String name, double least, double most) {
    return checked(
        name,
        Double::valueOf,
        number -> number >= least && number <= most,
        Texts.of("a number from %s to %s", least, most));
  }

  /** As {@link #text}, an address of the web. */
  Optional<URI> address(String name) {
    return checked(
        name,
        URI::create,
        uri -> uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?"),
        "an address such as http://mirror.example:5000");
  }

  /** What is given, as it is read, if it is good; else what would do is told. */
  private <T> Optional<T> checked(
      String name, Function<String, T> read, Predicate<T> good, String use) {
    Optional<String> given = text(name);
    try {
      Optional<T> value = given.map(read);
      if (value.filter(good).isPresent() || given.isEmpty()) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      // told below, with the values that would do
    }
    throw new ConfigException("setting %s is '%s'; use %s", name, given.get(), use);
  }

  static String variable(String name) {
    String words = name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    return words.startsWith("TRAINING_") ? words : "TRAINING_" + words;
  }

  /** The system properties as a map; those that are not text are left out. */
  static Map<String, String> systemProperties() {
    var all = System.getProperties();
    return all.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, all::getProperty));
  }
}
