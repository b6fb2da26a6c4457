package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import kubetraining.host.Texts;

/**
 * Asks Prometheus by its HTTP API. That it does not answer is an observation, too.
 *
 * @param url where Prometheus is, without a slash at the end
 */
public record PrometheusProbe(HttpProbe http, String url) {

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
    String path = Texts.of("/api/v1/label/%s/values?match%%5B%%5D=%s", label, encoded(series));
    return JsonText.elements(JsonText.parse(get(path)).path("data")).map(JsonNode::asText).toList();
  }

  private String get(String path) {
    return http.get(url + path).body();
  }

  private static TargetsSeen.Target target(JsonNode target) {
    return new TargetsSeen.Target(
        target.path("labels").path("job").asText(),
        target.path("scrapeUrl").asText(),
        "up".equals(target.path("health").asText()),
        target.path("lastError").asText(),
        Quantities.time(target.path("scrapeInterval").asText()),
        moment(target.path("lastScrape").asText()));
  }

  // For a target that was never scraped, Prometheus reports the year 1.
  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
