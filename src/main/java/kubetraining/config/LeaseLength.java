package kubetraining.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;

/** Reads how long a lab may live: {@code 90m}, {@code 2h}, {@code 1h30m}. */
public final class LeaseLength {
  private static final Duration SHORTEST = Duration.ofMinutes(5);

  /** No lab may be asked for longer at a time. */
  public static final Duration LONGEST = Duration.ofHours(72);

  private LeaseLength() {}

  /**
   * The length, which is from 5 minutes to 72 hours.
   *
   * @param what is said so, as in {@code setting lab.lease}
   * @throws ConfigException if it is no such length
   */
  public static Duration read(String what, String text) {
    if (text.matches("(?i)(PT)?(\\d{1,4}h)?(\\d{1,4}m)?")) {
      try {
        var iso = text.toUpperCase(Locale.ROOT);
        var length = Duration.parse(iso.startsWith("PT") ? iso : "PT" + iso);
        if (length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0) {
          return length;
        }
      } catch (DateTimeException e) {
        // told below, with the values that would do
      }
    }
    throw new ConfigException(
        "%s is '%s'; use a time from 5m to 72h, such as 90m or 1h30m", what, text);
  }
}
