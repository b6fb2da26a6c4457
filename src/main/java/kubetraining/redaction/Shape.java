package kubetraining.redaction;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How secrets of one kind look.
 *
 * @param pattern its group {@code v} is the secret
 * @param harmless what looks like it and is none
 */
record Shape(String kind, Pattern pattern, Predicate<String> harmless) {
  static Shape of(String kind, String regex) {
    return of(kind, regex, Harmless::value);
  }

  static Shape of(String kind, String regex, Predicate<String> harmless) {
    return new Shape(kind, Pattern.compile(regex), harmless);
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
