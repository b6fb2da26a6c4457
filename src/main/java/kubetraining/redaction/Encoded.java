package kubetraining.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts in base64: secret is what would be secret if anybody read it. */
final class Encoded {
  // A line alone, or more of the same length, as the command base64 breaks them.
  private static final Pattern BASE64 =
      Pattern.compile(
          "(?<![A-Za-z0-9+/=_-])(?:(?<=\\\\)[nrt])?"
              + "(?<v>(?:[A-Za-z0-9+/]{60,76}+(?:\\r?\\n|\\\\n)[ \\t]*+)*+[A-Za-z0-9+/_-]{16,}+={0,2})");
  private static final Pattern BREAKS = Pattern.compile("\\\\n|\\s");
  private static final int SHORTEST = 16;
  private static final int LOOK = 24;

  private Encoded() {}

  /** The text without what {@code judge} would change if it were decoded. */
  static String redact(CharSequence text, UnaryOperator<String> judge) {
    Matcher found = BASE64.matcher(text).useTransparentBounds(true);
    var clean = new StringBuilder();
    int copied = 0;
    for (int at = 0; (at = nextWord(text, at)) >= 0; ) {
      found.region(at, text.length());
      // Before the other lines are looked at: they get their turn.
      boolean textual = textual(text, escaped(text, at) ? at + 1 : at);
      at = wordEnd(text, at);
      if (!textual || !found.lookingAt()) {
        continue;
      }
      at = Math.max(at, found.end());
      String decoded = decoded(found.group("v"));
      // A login of registries is secret in each of its parts.
      if (decoded.contains("\"auths\"") || !judge.apply(decoded).equals(decoded)) {
        clean.append(text, copied, found.start("v")).append(Redaction.SECRET);
        copied = found.end("v");
      }
    }
    return copied == 0 ? text.toString() : clean.append(text, copied, text.length()).toString();
  }

  /** Whether the letter here belongs to an end of a line that is written as \\n. */
  private static boolean escaped(CharSequence text, int at) {
    return at > 0 && text.charAt(at - 1) == '\\' && "nrt".indexOf(text.charAt(at)) >= 0;
  }

  /** Whether a text stands in it, and not what was drawn by lot. */
  static boolean readable(String base64) {
    return !decoded(base64).isEmpty();
  }

  /** Where the next word begins that is long enough; -1 if there is none. */
  private static int nextWord(CharSequence text, int from) {
    int at = from;
    while (at < text.length()) {
      int end = wordEnd(text, at);
      if (end - at >= SHORTEST) {
        return at;
      }
      at = end + 1;
    }
    return -1;
  }

  private static int wordEnd(CharSequence text, int from) {
    int end = from;
    while (end < text.length() && follows(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean follows(char letter) {
    return Tokens.plain(letter) || "+/-_".indexOf(letter) >= 0;
  }

  /** A first look, which spares most words the second. */
  private static boolean textual(CharSequence text, int from) {
    int end = Math.min(text.length(), from + LOOK);
    int whole = from + (end - from) / 4 * 4;
    String first = text.subSequence(from, whole).toString();
    return first.contains("=") || BREAKS.matcher(first).find() || !decoded(first).isEmpty();
  }

  /** The text, empty if it is none. */
  private static String decoded(String base64) {
    try {
      String plain = BREAKS.matcher(base64).replaceAll("").replace('-', '+').replace('_', '/');
      byte[] bytes = Base64.getDecoder().decode(plain);
      for (byte each : bytes) {
        if (each < ' ' && each != '\n' && each != '\t' && each != '\r' || each == 127) {
          return "";
        }
      }
      return new String(bytes, StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException e) {
      return ""; // no base64 after all
    }
  }
}
