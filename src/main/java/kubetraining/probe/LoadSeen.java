package kubetraining.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kubetraining.host.Texts;

/**
 * What hey tells of a load when it ends.
 *
 * @param seconds how long it lasted
 * @param answers how many came, by HTTP status
 * @param errors requests without an answer, by message
 * @param slowest99 seconds within which 99 of 100 answers came, 0 if hey does not tell
 */
public record LoadSeen(
    double seconds,
    double perSecond,
    Map<Integer, Long> answers,
    Map<String, Long> errors,
    double slowest99) {
  private static final Pattern TOTAL = Pattern.compile("Total:\\s+([0-9.]+) secs");
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern P99 = Pattern.compile("99%+ in ([0-9.]+) secs");
  private static final Pattern ANSWERS =
      Pattern.compile("^\\s*\\[(\\d{3})]\\s+(\\d+) responses", Pattern.MULTILINE);
  private static final Pattern ERRORS =
      Pattern.compile("^\\s*\\[(\\d+)]\\s+(?!\\d+ responses)(.+)$", Pattern.MULTILINE);
  private static final double FEW = 0.01;

  public LoadSeen {
    answers = Map.copyOf(answers);
    errors = Map.copyOf(errors);
  }

  /** Reads the summary of hey; empty if there is none, because hey did not come that far. */
  public static Optional<LoadSeen> in(String output) {
    var total = TOTAL.matcher(output);
    if (!total.find()) {
      return Optional.empty();
    }
    var answers = new TreeMap<Integer, Long>();
    ANSWERS
        .matcher(output)
        .results()
        .forEach(
            each ->
                answers.merge(Integer.valueOf(each.group(1)), number(each.group(2)), Long::sum));
    var errors = new TreeMap<String, Long>();
    int from = output.indexOf("Error distribution:");
    if (from >= 0) {
      ERRORS
          .matcher(output.substring(from))
          .results()
          .forEach(each -> errors.merge(each.group(2).strip(), number(each.group(1)), Long::sum));
    }
    return Optional.of(
        new LoadSeen(
            Double.parseDouble(total.group(1)),
            first(RATE.matcher(output)),
            answers,
            errors,
            first(P99.matcher(output))));
  }

  /** How many requests got no answer, or another than 200. */
  public long failures() {
    return errors.values().stream().mapToLong(Long::longValue).sum()
        + answers.entrySet().stream()
            .filter(each -> each.getKey() != 200)
            .mapToLong(Map.Entry::getValue)
            .sum();
  }

  /** Whether visitors were served, but for one in a hundred perhaps. */
  public boolean served() {
    long good = answers.getOrDefault(200, 0L);
    return good > 0 && failures() <= FEW * (good + failures());
  }

  private static long number(String digits) {
    return Long.parseLong(digits);
  }

  private static double first(Matcher matcher) {
    return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
  }

  @Override
  public String toString() {
    return Texts.of(
        "%.0f s, %.0f requests/s, answers %s, errors %s, 99 %% within %.0f ms",
        seconds,
        perSecond,
        new TreeMap<>(answers),
        errors.isEmpty() ? "none" : List.copyOf(errors.entrySet()),
        1000 * slowest99);
  }
}
