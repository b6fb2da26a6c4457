package kubetraining.redaction;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How secrets of one kind look.
 *
 * @param pattern its group {@code v} is the secret
 * @param harmless what looks like it and is none
 * @param where the lines that nobody need look beyond
 */
record Shape(String kind, Pattern pattern, Predicate<String> harmless, Where where) {
  static Shape of(String kind, String regex) {
    return of(kind, regex, Harmless::value);
  }

  static Shape of(String kind, String regex, Predicate<String> harmless) {
    return new Shape(kind, Pattern.compile(regex), harmless, Where.ANYWHERE);
  }

  /** The same, looked for only in lines where one of these stands, in small letters. */
  Shape near(String... words) {
    return new Shape(kind, pattern, harmless, new Where(List.of(words), 0, false));
  }

  /** The same, looked for in so many lines around, too. */
  Shape around(int lines) {
    return new Shape(kind, pattern, harmless, new Where(where.hints(), lines, false));
  }

  /** The same, which begins where such a line begins, and may go on for any number of lines. */
  Shape fromLine() {
    return new Shape(kind, pattern, harmless, new Where(where.hints(), 0, true));
  }

  /** A text and the same in small letters. */
  record Both(CharSequence text, String lowered) {
    static Both of(String text) {
      String lowered = text.toLowerCase(Locale.ROOT);
      // Of a letter that becomes two, no place would be right any more; no hint holds one.
      return new Both(text, lowered.length() == text.length() ? lowered : asciiLowered(text));
    }

    private static String asciiLowered(String text) {
      var lowered = new StringBuilder(text);
      for (int i = 0; i < lowered.length(); i++) {
        char letter = lowered.charAt(i);
        if (letter >= 'A' && letter <= 'Z') {
          lowered.setCharAt(i, (char) (letter + 'a' - 'A'));
        }
      }
      return lowered.toString();
    }
  }

  Both redact(Both both) {
    CharSequence text = both.text();
    Matcher found = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    var clean = new StringBuilder();
    int copied = 0;
    var places = where.new Places(both.lowered());
    while (places.next()) {
      found.region(Math.min(Math.max(places.start(), copied), places.end()), places.end());
      while (where.fromLine() ? found.lookingAt() : found.find()) {
        if (!harmless.test(found.group("v").strip())) {
          clean.append(text, copied, found.start("v")).append(Mark.of(kind));
          copied = found.end("v");
        }
        if (where.fromLine()) {
          break;
        }
      }
    }
    return copied == 0 ? both : Both.of(clean.append(text, copied, text.length()).toString());
  }
}
