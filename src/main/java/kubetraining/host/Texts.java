package kubetraining.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Text with values filled in, the same on every computer, whatever its language is. */
public final class Texts {
  private Texts() {}

  /**
   * Fills a pattern of {@link java.util.Formatter} in. {@code String.formatted} asks the language
   * of the computer: {@code %d} gives Persian digits on a Persian one, which nobody's program
   * reads, and {@code %.1f} a comma on a German one.
   */
  public static String of(String pattern, @Nullable Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /**
   * The text of a file that comes with this build.
   *
   * @param beside the class in whose package it is
   */
  public static String file(Class<?> beside, String name) {
    try (InputStream file = beside.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing from this build");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + name, e);
    }
  }

  /** The values of such a file that has a name and a value a line. */
  public static Properties properties(Class<?> beside, String name) {
    var values = new Properties();
    FileWork.run("could not read " + name, () -> values.load(new StringReader(file(beside, name))));
    return values;
  }

  /** The lines of a file; none if it is missing or may not be read. */
  public static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Rows as lines in which each column begins below the one of the row before. */
  public static List<String> columns(List<List<String>> rows) {
    var lines = new ArrayList<String>();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
        line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
