package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kubetraining.host.Texts;

/** Asks Prometheus by its HTTP API. That it does not answer is an observation, too. */
public final class PrometheusProbe {
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h)");
  private final HttpProbe http;
  private final String url;

  /**
   * A probe.
   *
   * @param url where Prometheus is, without a slash at the end
   */
  public PrometheusProbe(HttpProbe http, String url) {
    this.http = http;
    this.url = url;
  }

  /** The answer to a question in PromQL, for this moment. */
  public PrometheusAnswer ask(String question) {
    return PrometheusAnswer.parse(question, get("/api/v1/query?query=" + encoded(question)));
  }

  /** Everything that Prometheus asks for its numbers. */
  public TargetsSeen targets() {
    String body = get("/api/v1/targets?state=active");
    JsonNode answer = JsonText.parse(body);
    if (!"success".equals(answer.path("status").asText())) {
      return new TargetsSeen(List.of(), PrometheusAnswer.trouble(answer, body));
    }
    return new TargetsSeen(
        JsonText.elements(answer.path("data").path("activeTargets"))
            .map(PrometheusProbe::target)
            .toList(),
        "");
  }

  /** The values that a label has in a series; none if there is no such series. */
  public List<String> labelValues(String label, String series) {
    String path = Texts.of("/api/v1/label/%s/values?match[]=%s", label, encoded(series));
    return JsonText.elements(JsonText.parse(get(path.replace("[]", "%5B%5D"))).path("data"))
        .map(JsonNode::asText)
        .toList();
  }

  private String get(String path) {
    return http.get(url + path).body();
  }

  private static TargetSeen target(JsonNode target) {
    return new TargetSeen(
        target.path("labels").path("job").asText(),
        target.path("scrapeUrl").asText(),
        "up".equals(target.path("health").asText()),
        target.path("lastError").asText(),
        interval(target.path("scrapeInterval").asText()),
        moment(target.path("lastScrape").asText()));
  }

  // Of one that was never asked Prometheus tells the year 1.
  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  // As Prometheus writes lengths of time: 5s, 1m30s, 500ms.
  static Duration interval(String text) {
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long number = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
              });
    }
    return sum;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
