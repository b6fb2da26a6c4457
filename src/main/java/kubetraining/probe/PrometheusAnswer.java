package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/**
 * What Prometheus answered to a question at one moment.
 *
 * @param question the expression, in PromQL
 * @param rows one for each thing there is an answer about
 * @param trouble why there is no answer, or empty
 */
public record PrometheusAnswer(String question, List<Row> rows, String trouble) {
  private static final int SHOWN = 6;

  /**
   * Reads what the path {@code /api/v1/query} returned.
   *
   * @param body JSON, or whatever came instead
   */
  public static PrometheusAnswer parse(String question, String body) {
    JsonNode answer = JsonText.parse(body);
    if (!"success".equals(answer.path("status").asText())) {
      return new PrometheusAnswer(question, List.of(), trouble(answer, body));
    }
    JsonNode result = answer.path("data").path("result");
    return switch (answer.path("data").path("resultType").asText()) {
      case "vector" -> new PrometheusAnswer(question, rows(result), "");
      case "scalar" ->
          new PrometheusAnswer(question, List.of(new Row(Map.of(), number(result))), "");
      default ->
          new PrometheusAnswer(question, List.of(), "an answer of an unexpected type: " + body);
    };
  }

  /** Whether it contains a number; NaN is none. */
  public boolean tellsSomething() {
    return rows.stream().anyMatch(row -> Double.isFinite(row.value()));
  }

  /** The only number of the answer; not a number if it has none or several. */
  public double number() {
    return rows.size() == 1 ? rows.get(0).value() : Double.NaN;
  }

  /** The numbers by the value of a label. */
  public Map<String, Double> by(String label) {
    var numbers = new TreeMap<String, Double>();
    rows.forEach(row -> numbers.put(row.label(label), row.value()));
    return numbers;
  }

  static String trouble(JsonNode answer, String body) {
    String error = answer.path("error").asText();
    return error.isEmpty() ? "no answer from Prometheus: " + JsonText.shortened(body) : error;
  }

  private static List<Row> rows(JsonNode result) {
    return JsonText.elements(result)
        .map(each -> new Row(labels(each.path("metric")), number(each.path("value"))))
        .toList();
  }

  // Numbers come as text, as JSON knows neither NaN nor infinity; Prometheus writes +Inf and -Inf.
  private static double number(JsonNode timeAndValue) {
    String text = timeAndValue.path(1).asText("NaN");
    return Double.parseDouble(text.endsWith("Inf") ? text.replace("Inf", "Infinity") : text);
  }

  private static Map<String, String> labels(JsonNode metric) {
    var labels = new LinkedHashMap<String, String>();
    metric.properties().forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
    return labels;
  }

  @Override
  public String toString() {
    return !trouble.isEmpty()
        ? Texts.of("%s: %s", question, trouble)
        : Stream.concat(
                rows.stream().limit(SHOWN).map(Objects::toString),
                rows.size() > SHOWN ? Stream.of("...") : Stream.empty())
            .collect(
                Collectors.joining("; ", Texts.of("%s: %d rows; ", question, rows.size()), ""));
  }

  /**
   * One row of an answer of Prometheus.
   *
   * @param labels which thing this is about
   * @param value its number
   */
  public record Row(Map<String, String> labels, double value) {

    /** The value of a label, empty if it has none of that name. */
    public String label(String name) {
      return labels.getOrDefault(name, "");
    }

    @Override
    public String toString() {
      return Texts.of("%s = %s", labels, value);
    }
  }
}
