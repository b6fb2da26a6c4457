package kubetraining.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;
import org.jspecify.annotations.Nullable;

/** Values of the report as a person would say them. */
final class Words {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Words() {}

  static String seconds(double seconds) {
    if (seconds < 10) {
      return Texts.of("%.1f\u00a0s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + "\u00a0s";
    }
    return whole < 3600
        ? Texts.of("%d\u00a0min %d\u00a0s", whole / 60, whole % 60)
        : Texts.of("%d\u00a0h %d\u00a0min", whole / 3600, whole % 3600 / 60);
  }

  static String moment(Instant moment) {
    return CLOCK.format(moment);
  }

  /** {@code 1 file}, {@code 2 files}. */
  static String count(long number, String thing) {
    return number == 1 ? "1 " + thing : Texts.of("%d %ss", number, thing);
  }

  /** A scenario's outcome; one that is under way when the run has ended was cut off. */
  static View.State state(ProgressReport.@Nullable Scenario seen, boolean ended) {
    if (seen == null) {
      return new View.State("unasked", "not asked for");
    }
    Outcome outcome = seen.outcome();
    if (ended && outcome == Outcome.UNDER_WAY) {
      return new View.State("wrong", "cut off");
    }
    return new View.State(tone(outcome), outcome.words());
  }

  static String tone(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What stands in the name of a constant, {@code NOT_ATTEMPTED}, in words. */
  static String ofConstant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A fact's name, {@code executorsAtOnce}, in words; any other name as it is. */
  static String ofFact(String name) {
    return name.matches("[a-z]+([A-Z][a-z]+)+")
        ? name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT)
        : name;
  }

  /** A fact's value. */
  static String ofValue(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(each -> Texts.of("%s: %s", each.getKey(), ofValue(each.getValue())))
          .collect(Collectors.joining("\n"));
    }
    if (value instanceof Collection<?> all) {
      return all.stream().map(Words::ofValue).collect(Collectors.joining("\n"));
    }
    return Objects.toString(value);
  }

  /** The beginning of a long text, with a word about what is missing. */
  static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    return Texts.of(
        "%s\n[... %d more characters are in the evidence and in progress.json]",
        text.substring(0, longest), text.length() - longest);
  }
}
