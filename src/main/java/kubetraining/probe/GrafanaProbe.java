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
  public Health health() {
    HttpProbe.Seen seen = http.get(url + "/api/health");
    JsonNode answer = JsonText.parse(seen.body());
    return new Health(
        seen.status() == 200 ? answer.path("database").asText() : "",
        answer.path("version").asText(),
        seen.toString());
  }

  /** The titles of the dashboards that it shows. */
  public List<String> dashboards() {
    HttpProbe.Seen seen = http.get(url + "/api/search?type=dash-db");
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
  public Answer ask(String source, String question) {
    var query = JsonText.object().put("refId", "A").put("expr", question).put("instant", true);
    query.put("range", false).put("format", "table").put("intervalMs", 5000);
    query.put("maxDataPoints", 100).putObject("datasource").put("uid", source);
    var body = JsonText.object().put("from", "now-5m").put("to", "now");
    body.putArray("queries").add(query);
    HttpProbe.Seen seen = http.post(url + "/api/ds/query", body.toString());
    JsonNode result = JsonText.parse(seen.body()).path("results").path("A");
    String error = result.path("error").asText();
    if (seen.status() != 200 || !error.isEmpty()) {
      return new Answer(question, 0, error.isEmpty() ? seen.toString() : error);
    }
    return new Answer(question, rows(result), "");
  }

  // A frame is a table by columns: all of them have as many values as the table has rows.
  private static int rows(JsonNode result) {
    return JsonText.elements(result.path("frames"))
        .mapToInt(frame -> frame.path("data").path("values").path(0).size())
        .sum();
  }

  /**
   * How Grafana says it is.
   *
   * @param database {@code ok} if its own database answers, empty if Grafana itself does not
   * @param answer all that it said
   */
  public record Health(String database, String version, String answer) {

    public boolean well() {
      return "ok".equals(database);
    }
  }

  /**
   * What a data source answered through Grafana.
   *
   * @param rows how many rows the answer has
   * @param trouble why there is no answer, or empty
   */
  public record Answer(String question, int rows, String trouble) {

    @Override
    public String toString() {
      return trouble.isEmpty() ? question + ": " + rows + " rows" : question + ": " + trouble;
    }
  }
}
