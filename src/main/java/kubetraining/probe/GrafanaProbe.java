package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Asks Grafana by its HTTP API, as a visitor who has not logged in.
 *
 * @param url where Grafana is, without a slash at the end
 */
public record GrafanaProbe(HttpProbe http, String url) {

  /** Whether it works. */
  public GrafanaHealth health() {
    HttpSeen seen = http.get(url + "/api/health");
    JsonNode answer = JsonText.parse(seen.body());
    return new GrafanaHealth(
        seen.status() == 200 ? answer.path("database").asText() : "",
        answer.path("version").asText(),
        seen.toString());
  }

  /** The titles of the dashboards that it shows. */
  public List<String> dashboards() {
    HttpSeen seen = http.get(url + "/api/search?type=dash-db");
    return JsonText.elements(JsonText.parse(seen.body()))
        .map(each -> each.path("title").asText())
        .sorted()
        .toList();
  }

  /**
   * The answer of a data source to a question, through Grafana, as a panel gets it.
   *
   * @param source the uid of the data source
   */
  public GrafanaAnswer ask(String source, String question) {
    var query = JsonText.object().put("refId", "A").put("expr", question).put("instant", true);
    query.put("range", false).put("format", "table").put("intervalMs", 5000);
    query.put("maxDataPoints", 100).putObject("datasource").put("uid", source);
    var body = JsonText.object().put("from", "now-5m").put("to", "now");
    body.putArray("queries").add(query);
    HttpSeen seen = http.post(url + "/api/ds/query", body.toString());
    JsonNode result = JsonText.parse(seen.body()).path("results").path("A");
    String error = result.path("error").asText();
    if (seen.status() != 200 || !error.isEmpty()) {
      return new GrafanaAnswer(question, 0, error.isEmpty() ? seen.toString() : error);
    }
    return new GrafanaAnswer(question, rows(result), "");
  }

  // A frame is a table by columns: all of them have as many values as the table has rows.
  private static int rows(JsonNode result) {
    return JsonText.elements(result.path("frames"))
        .mapToInt(frame -> frame.path("data").path("values").path(0).size())
        .sum();
  }
}
