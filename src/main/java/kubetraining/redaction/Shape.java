package kubetraining.redaction;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How secrets of one kind look.
 *
 * @param pattern its group {@code v} is the secret
 * @param harmless what looks like it and is none
 * @param hints in small letters; where none of them stands, nobody need look
 */
record Shape(String kind, Pattern pattern, Predicate<String> harmless, List<String> hints) {
  static Shape of(String kind, String regex) {
    return of(kind, regex, Harmless::value);
  }

  static Shape of(String kind, String regex, Predicate<String> harmless) {
    return new Shape(kind, Pattern.compile(regex), harmless, List.of());
  }

  /** The same, looked for only where one of these stands. */
  Shape near(String... words) {
    return new Shape(kind, pattern, harmless, List.of(words));
  }

  /** Whether it could be in a text, given in small letters. */
  boolean possibleIn(String lowered) {
    return hints.isEmpty() || hints.stream().anyMatch(lowered::contains);
  }

  String redact(String text) {
    Matcher found = pattern.matcher(text);
    var clean = new StringBuilder();
    int copied = 0;
    while (found.find()) {
      if (!harmless.test(found.group("v").strip())) {
        clean.append(text, copied, found.start("v")).append(Mark.of(kind));
        copied = found.end("v");
      }
    }
    return copied == 0 ? text : clean.append(text, copied, text.length()).toString();
  }
}
