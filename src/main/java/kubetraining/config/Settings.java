package kubetraining.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import kubetraining.host.Environment;
import kubetraining.host.Texts;

/**
 * Raw settings: a system property beats an environment variable, which beats the file {@code
 * training.properties}. The variable of {@code lab.name} is {@code TRAINING_LAB_NAME}.
 */
final class Settings {
  private final Map<String, String> properties;
  private final Environment environment;
  private final Properties file;

  private Settings(Map<String, String> properties, Environment environment, Properties file) {
    this.properties = properties;
    this.environment = environment;
    this.file = file;
  }

  /**
   * Reads the file and refuses names nobody knows, because a misspelt setting would be ignored.
   *
   * @param known every name a setting may have
   * @param properties the system properties
   */
  static Settings read(
      Set<String> known, Map<String, String> properties, Environment environment, Path file) {
    var fromFile = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        fromFile.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new ConfigException(Texts.of("cannot read %s: %s", file, e.getMessage()));
      }
    }
    for (String name : fromFile.stringPropertyNames()) {
      refuseUnknown(name, known, "in " + file.getFileName());
    }
    for (String name : properties.keySet()) {
      if (name.equals("lab")
          || name.startsWith("lab.")
          || name.startsWith("artifacts.")
          || name.startsWith("training.")) {
        refuseUnknown(name, known, "-D" + name);
      }
    }
    return new Settings(properties, environment, fromFile);
  }

  private static void refuseUnknown(String name, Set<String> known, String where) {
    if (!known.contains(name)) {
      throw new ConfigException(
          Texts.of(
              "setting '%s' (%s) is unknown; known: %s",
              name, where, String.join(", ", new TreeSet<>(known))));
    }
  }

  /** The first value that is given; one that holds nothing counts as not given. */
  Optional<String> text(String name) {
    return Optional.ofNullable(properties.get(name))
        .filter(value -> !value.isBlank())
        .or(() -> environment.get(variable(name)))
        .or(() -> Optional.ofNullable(file.getProperty(name)).filter(value -> !value.isBlank()))
        .map(String::strip);
  }

  /**
   * As {@link #text}, for a setting whose empty value is one, too, as {@code -Dname=} or as {@code
   * name=} in the file. An empty variable is not set, here as everywhere: whoever exports all of a
   * form, filled in or not, did not mean it.
   */
  Optional<String> textOrEmpty(String name) {
    return Optional.ofNullable(properties.get(name))
        .or(() -> environment.get(variable(name)))
        .or(() -> Optional.ofNullable(file.getProperty(name)))
        .map(String::strip);
  }

  boolean flag(String name) {
    String value = text(name).orElse("false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new ConfigException(Texts.of("setting %s is '%s'; use true or false", name, value));
    };
  }

  int number(String name, int byDefault, int least, int most) {
    String value = text(name).orElse(Integer.toString(byDefault));
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, with the values that would do
    }
    throw new ConfigException(
        Texts.of("setting %s is '%s'; use a whole number from %d to %d", name, value, least, most));
  }

  double decimal(String name, double byDefault, double least, double most) {
    String value = text(name).orElse(Double.toString(byDefault));
    try {
      double number = Double.parseDouble(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, with the values that would do
    }
    throw new ConfigException(
        Texts.of("setting %s is '%s'; use a number from %s to %s", name, value, least, most));
  }

  static String variable(String name) {
    String words = name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    return words.startsWith("TRAINING_") ? words : "TRAINING_" + words;
  }

  /** The system properties as a map; those that are not text are left out. */
  static Map<String, String> systemProperties() {
    var all = System.getProperties();
    var texts = new java.util.HashMap<String, String>();
    all.stringPropertyNames().forEach(name -> texts.put(name, all.getProperty(name)));
    return texts;
  }
}
