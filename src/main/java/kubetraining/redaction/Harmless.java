package kubetraining.redaction;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands where a secret could, and is none. */
final class Harmless {
  private static final Set<String> WORDS =
      Set.of("", "true", "false", "null", "none", "nil", "<none>", "<nil>", "<set>", "<unset>");
  // Printed in Amazon's own documents as examples, and therefore in the guide.
  private static final Pattern DOCUMENTED =
      Pattern.compile("A[KS]IA[A-Z0-9]{9}EXAMPLE|wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{?[A-Z_][A-Z0-9_]*}?|\\$(?:\\(.*)?|<[a-z-]+>|\\*+|x+|\\.{3}");
  // Whole, or cut at its blank; whatever else stands there was not redacted yet.
  private static final Pattern REDACTED = Pattern.compile("\\[redacted:(?: [\\w ]+\\]?)?|[^\\w]");
  // What Java prints of an object that has nothing here.
  private static final Pattern EMPTY = Pattern.compile("(?:null|true|false|[\\[\\]{}(),.=:`])+");
  // A fingerprint or a digest; both are made to be shown.
  private static final Pattern DIGEST =
      Pattern.compile("(?i)sha(?:1|256|512):[\\w+/=-]+|[0-9a-f]{2}(?::[0-9a-f]{2}){15,}");
  // An event is named after its object and the nanoseconds, of 2020 to 2038, in hexadecimal.
  private static final Pattern EVENT = Pattern.compile("[a-z0-9]{6}\\.1[6-9a-d][0-9a-f]{14}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
  private static final Pattern FILE =
      Pattern.compile("[~.]{0,2}/[\\w./-]*|[\\w./-]{1,99}\\.(?:pem|key|crt|pub)");

  private Harmless() {}

  static boolean documented(String value) {
    return DOCUMENTED.matcher(value).matches();
  }

  /** A word that stands for nothing, a variable, an example, or what was redacted before. */
  static boolean value(String value) {
    return WORDS.contains(value.toLowerCase(Locale.ROOT))
        || value.startsWith("[redacted") && REDACTED.matcher(value).replaceAll("").isEmpty()
        || documented(value)
        || REFERENCE.matcher(value).matches()
        || EMPTY.matcher(value).matches();
  }

  /** The name of an event, which looks like a token of kubeadm. */
  static boolean event(String value) {
    return value(value) || EVENT.matcher(value).matches();
  }

  /** As {@link #value}, or a number: how long a token is valid, for instance. */
  static boolean token(String value) {
    return value(value) || NUMBER.matcher(value).matches() || DIGEST.matcher(value).matches();
  }

  /** As {@link #value}, or the path of a file that holds a key. */
  static boolean key(String value) {
    return token(value) || FILE.matcher(value).matches();
  }

  /** Whether letters of both cases and digits stand in it as a lot would draw them. */
  static boolean likeRandom(String text) {
    return text.chars().anyMatch(Character::isUpperCase)
        && text.chars().anyMatch(Character::isLowerCase)
        && text.chars().anyMatch(Character::isDigit)
        && text.chars().filter(each -> each == '/').count() <= 4
        && bits(text) >= 4.3
        && !documented(text);
  }

  private static double bits(String text) {
    return text.chars()
        .distinct()
        .mapToDouble(
            letter -> {
              double share =
                  (double) text.chars().filter(each -> each == letter).count() / text.length();
              return -share * Math.log(share) / Math.log(2);
            })
        .sum();
  }
}
