package kubetraining.extender;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How warm a node says it is. Whatever is not a finite decimal number is unknown, and unknown is
 * warmer than every number, so that a mistyped annotation never attracts a pod.
 *
 * @param celsius positive infinity if unknown; never NaN
 * @param text as it is written to the log: the number, or why there is none
 */
record Temperature(double celsius, String text) {
  static final String ANNOTATION = "nerdalize/temp";

  // Double.parseDouble would also take "0x1p3", "20d" and " 20 ".
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,9})?");

  Temperature {
    if (Double.isNaN(celsius)) {
      throw new IllegalArgumentException("a temperature is a number or unknown, never NaN");
    }
  }

  static Temperature of(@Nullable String annotation) {
    if (annotation == null) {
      return unknown("no annotation " + ANNOTATION);
    }
    if (!DECIMAL.matcher(annotation).matches()) {
      return unknown(Words.quoted(annotation) + " is not a number");
    }
    // Plus zero makes zero of minus zero, which would else be colder.
    double value = Double.parseDouble(annotation) + 0.0;
    if (Math.abs(value) > Float.MAX_VALUE) {
      return unknown(Words.quoted(annotation) + " is out of range");
    }
    return new Temperature(value, inDecimals(value));
  }

  boolean known() {
    return celsius < Double.POSITIVE_INFINITY;
  }

  private static Temperature unknown(String why) {
    return new Temperature(
        Double.POSITIVE_INFINITY, String.format(Locale.ROOT, "unknown (%s)", why));
  }

  private static String inDecimals(double value) {
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    return size < 1e-4 || size >= 1e21
        ? Double.toString(value)
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
