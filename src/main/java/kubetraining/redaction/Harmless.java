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
  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
  private static final Pattern FILE = Pattern.compile("[~.]{0,2}/[\\w./-]*");

  private Harmless() {}

  static boolean documented(String value) {
    return DOCUMENTED.matcher(value).matches();
  }

  /** A word that stands for nothing, a variable, an example, or what was redacted before. */
  static boolean value(String value) {
    return WORDS.contains(value.toLowerCase(Locale.ROOT))
        || value.startsWith("[redacted")
        || documented(value)
        || REFERENCE.matcher(value).matches();
  }

  /** As {@link #value}, or a number: how long a token is valid, for instance. */
  static boolean token(String value) {
    return value(value) || NUMBER.matcher(value).matches();
  }

  /** As {@link #value}, or the path of a file that holds a key. */
  static boolean key(String value) {
    return value(value) || FILE.matcher(value).matches();
  }
}
