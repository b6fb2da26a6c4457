package kubetraining.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How much of a row of a terminal a text takes. */
public final class Columns {
  private static final int FIRST_MARK = 0x300;

  // East Asian signs, and pictures.
  private static final Pattern WIDE =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHangul}\\p{IsHiragana}\\p{IsKatakana}\\u3000-\\u303E\\uFF01-\\uFF60\\uFFE0-\\uFFE6"
              + "\\u2705\\u2728\\u274C\\u2753-\\u2757\\u2795-\\u2797\\u2B50\\x{1F300}-\\x{1FAFF}]");
  private static final Pattern NONE = Pattern.compile("[\\p{Mn}\\p{Me}\\p{Cf}]");

  private Columns() {}

  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int sign) {
    if (sign < FIRST_MARK) {
      return 1;
    }
    String one = Character.toString(sign);
    return NONE.matcher(one).matches() ? 0 : WIDE.matcher(one).matches() ? 2 : 1;
  }

  /** How many rows a terminal takes for it. */
  static int rows(String text, int columns) {
    int rows = 1;
    int used = 0;
    for (int sign : text.codePoints().toArray()) {
      int width = width(sign);
      rows += used + width > columns ? 1 : 0;
      used = used + width > columns ? width : used + width;
    }
    return rows;
  }

  /**
   * Lines of at most so many columns, broken between words where that is possible.
   *
   * @param hanging so far all but the first are indented
   */
  public static List<String> wrap(String text, int columns, int hanging) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    String indent = " ".repeat(hanging);
    for (String word : text.split("(?<= )")) {
      String rest = word;
      while (!fits(line + rest, columns)) {
        int end = line.toString().isBlank() ? rest.length() : 0;
        while (end > 1 && !fits(line + rest.substring(0, end), columns)) {
          end = rest.offsetByCodePoints(end, -1);
        }
        lines.add((line + rest.substring(0, end)).stripTrailing());
        rest = rest.substring(end);
        line = new StringBuilder(indent);
      }
      line.append(rest);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  private static boolean fits(String text, int columns) {
    return width(text.stripTrailing()) <= columns;
  }
}
