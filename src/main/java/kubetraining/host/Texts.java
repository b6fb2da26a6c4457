package kubetraining.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
