package kubetraining.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/**
 * What hey reports about a load when it ends.
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

  /** Reads the summary of hey; empty if there is none, because hey did not come that far. */
  public static Optional<LoadSeen> in(String output) {
    var total = TOTAL.matcher(output);
    if (!total.find()) {
      return Optional.empty();
    }
    int errors = output.indexOf("Error distribution:");
    return Optional.of(
        new LoadSeen(
            Double.parseDouble(total.group(1)),
            first(RATE.matcher(output)),
            counted(ANSWERS, output, 2, each -> Integer.valueOf(each.group(1))),
            counted(
                ERRORS,
                errors < 0 ? "" : output.substring(errors),
                1,
                each -> each.group(2).strip()),
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

  /** Whether at least 99 of 100 requests were served. */
  public boolean served() {
    long good = answers.getOrDefault(200, 0L);
    return good > 0 && failures() <= FEW * (good + failures());
  }

  private static <K> Map<K, Long> counted(
      Pattern line, String output, int count, Function<MatchResult, K> of) {
    return line.matcher(output)
        .results()
        .collect(
            Collectors.toMap(of, each -> Long.valueOf(each.group(count)), Long::sum, TreeMap::new));
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
        answers,
        errors.isEmpty() ? "none" : List.copyOf(errors.entrySet()),
        1000 * slowest99);
  }
}
