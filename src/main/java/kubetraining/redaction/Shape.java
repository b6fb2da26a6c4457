package kubetraining.redaction;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How secrets of one kind look, and where they can be: in lines with a hint, which are found faster
 * than the shape.
 *
 * @param pattern its group {@code v} is the secret
 * @param harmless what looks like it and is none
 * @param hints in small letters; before one with a star stands a letter. None means anywhere
 * @param around how many lines around such a line belong to it
 * @param fromLine whether the shape begins with the line and goes on however far
 */
record Shape(
    String kind,
    Pattern pattern,
    Predicate<String> harmless,
    List<String> hints,
    int around,
    boolean fromLine) {
  private static final Pattern OTHERS = Pattern.compile("[^\\x00-\\x7F]");

  static Shape of(String kind, String regex, Predicate<String> harmless, String... hints) {
    return new Shape(kind, Pattern.compile(regex), harmless, List.of(hints), 0, false);
  }

  /** The same, looked for in so many lines around, too. */
  Shape around(int lines) {
    return new Shape(kind, pattern, harmless, hints, lines, false);
  }

  /** The same, which begins where such a line begins, and may go on for any number of lines. */
  Shape fromTheLine() {
    return new Shape(kind, pattern, harmless, hints, 0, true);
  }

  /** A text and the same in small letters. */
  record Both(CharSequence text, String lowered) {
    static Both of(String text) {
      String lowered = text.toLowerCase(Locale.ROOT);
      // Of a letter that becomes two, no place would be right any more; no hint holds one.
      return new Both(
          text,
          lowered.length() == text.length()
              ? lowered
              : OTHERS
                  .matcher(text)
                  .replaceAll(it -> "?".repeat(it.end() - it.start()))
                  .toLowerCase(Locale.ROOT));
    }
  }

  Both redact(Both both) {
    CharSequence text = both.text();
    Matcher found = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    var clean = new StringBuilder();
    int copied = 0;
    var places = new Places(both.lowered());
    while (places.next()) {
      found.region(Math.min(Math.max(places.start, copied), places.end), places.end);
      while (fromLine ? found.lookingAt() : found.find()) {
        if (!harmless.test(found.group("v").strip())) {
          clean.append(text, copied, found.start("v")).append(Redaction.mark(kind));
          copied = found.end("v");
        }
        if (fromLine) {
          break;
        }
      }
    }
    return copied == 0 ? both : Both.of(clean.append(text, copied, text.length()).toString());
  }

  /** The places in a text, one after another. */
  final class Places {
    private final String lowered;
    private final int[] nearest = new int[hints.size()];
    private int from;
    private int start;
    private int end;

    Places(String lowered) {
      this.lowered = lowered;
      Arrays.fill(nearest, -1);
    }

    /** Goes on to the next place, if there is one. */
    boolean next() {
      int hint = hints.isEmpty() && from == 0 ? 0 : hint();
      if (hint < 0 || from > lowered.length()) {
        return false;
      }
      int line = lineEnd(hint);
      start = hints.isEmpty() ? 0 : lineStart(hint);
      end = line;
      for (int i = 0; i < around && end < lowered.length(); i++) {
        end = lineEnd(end + 1);
      }
      end = fromLine || hints.isEmpty() ? lowered.length() : end;
      from = (around == 0 ? end : line) + 1;
      from = fromLine ? line + 1 : from;
      return true;
    }

    private int hint() {
      int first = Integer.MAX_VALUE;
      for (int i = 0; i < nearest.length; i++) {
        if (nearest[i] < from) {
          nearest[i] = indexOf(hints.get(i));
        }
        first = Math.min(first, nearest[i]);
      }
      return first == Integer.MAX_VALUE ? -1 : first;
    }

    private int indexOf(String hint) {
      boolean behindLetter = hint.startsWith("*");
      String word = behindLetter ? hint.substring(1) : hint;
      int at = lowered.indexOf(word, from);
      while (at >= 0 && behindLetter && !behindLetter(lowered, at)) {
        at = lowered.indexOf(word, at + 1);
      }
      return at < 0 ? Integer.MAX_VALUE : at;
    }

    private int lineStart(int at) {
      int start = at;
      for (int i = 0; i <= around && start >= 0; i++) {
        start = lowered.lastIndexOf('\n', start - 1);
      }
      return start + 1;
    }

    private int lineEnd(int at) {
      int end = lowered.indexOf('\n', at);
      return end < 0 ? lowered.length() : end;
    }
  }

  private static boolean behindLetter(String lowered, int at) {
    int before = at - 1;
    if (before > 0 && "_-. ".indexOf(lowered.charAt(before)) >= 0) {
      before--;
    }
    return before >= 0 && Character.isLetter(lowered.charAt(before));
  }
}
