package kubetraining.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What {@code progress.json} says. It is read as it lies there, because it is that file which is
 * attested, and because a reader years later may meet fields that are new to him.
 */
record RunFacts(JsonNode report) {
  static final String FILE = "progress.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How one scenario ended.
   *
   * @param allowed whether it was not attempted, and need not be
   */
  record Ended(String id, String outcome, boolean allowed, List<String> evidence) {
    boolean done() {
      return outcome.equals("DONE");
    }
  }

  static RunFacts parse(byte[] content) {
    try {
      JsonNode report = JSON.readTree(content);
      if (report.at("/run/id").isTextual() && report.path("scenarios").isArray()) {
        return new RunFacts(report);
      }
    } catch (IOException e) {
      throw new CertificateException(FILE + " cannot be read: " + e.getMessage(), e);
    }
    throw new CertificateException(FILE + " is no report of a run");
  }

  String id() {
    return text("/run/id");
  }

  String startedAt() {
    return text("/run/startedAt");
  }

  /** Empty if the run had not ended. */
  String endedAt() {
    return text("/run/endedAt");
  }

  String selection() {
    return text("/run/selection");
  }

  JsonNode lab() {
    return report.at("/run").path("lab");
  }

  JsonNode images() {
    return report.at("/run").path("images");
  }

  List<String> leftovers() {
    return texts(report.path("leftovers"));
  }

  List<Manifest.Section> sections() {
    var sections = new ArrayList<Manifest.Section>();
    for (JsonNode each : report.path("sections")) {
      sections.add(
          new Manifest.Section(
              each.path("id").asText(),
              each.path("title").asText(),
              each.path("verdict").asText()));
    }
    return sections;
  }

  /** Those that were asked for, by id. */
  Map<String, Ended> scenarios() {
    var ended = new LinkedHashMap<String, Ended>();
    for (JsonNode each : report.path("scenarios")) {
      ended.put(
          each.path("id").asText(),
          new Ended(
              each.path("id").asText(),
              each.path("outcome").asText(),
              each.path("allowed").asBoolean(),
              texts(each.path("evidence"))));
    }
    return ended;
  }

  private String text(String path) {
    JsonNode node = report.at(path);
    return node.isTextual() ? node.textValue() : "";
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
