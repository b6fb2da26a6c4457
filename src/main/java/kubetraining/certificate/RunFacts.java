package kubetraining.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import kubetraining.course.Outcome;
import kubetraining.course.ProvenChecks;
import kubetraining.course.Verdict;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

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
  record Ended(String id, Outcome outcome, boolean allowed, List<String> evidence) {
    Verdict.Part part(List<String> tags) {
      return new Verdict.Part(outcome, true, allowed, tags);
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

  /** Who ran it, as they say themselves; null in reports that do not tell. */
  @Nullable String owner() {
    return report.at("/run/owner").textValue();
  }

  /** The word that was said before it, empty if none was; null in reports that do not tell. */
  @Nullable String challenge() {
    return report.at("/run/challenge").textValue();
  }

  /** How many of the guide's checks were proven; null in reports that do not tell. */
  @Nullable ProvenChecks checks() {
    JsonNode checks = report.at("/run/checks");
    return checks.isObject()
        ? new ProvenChecks(
            checks.path("proven").asInt(),
            checks.path("of").asInt(),
            checks.path("on").asText(),
            checks.path("checksum").asText())
        : null;
  }

  JsonNode lab() {
    return orNull(report.at("/run").path("lab"));
  }

  JsonNode images() {
    return orNull(report.at("/run").path("images"));
  }

  /** What went wrong beside the scenarios. */
  List<String> complaints() {
    return texts(report.path("complaints"));
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
              outcome(each.path("outcome").asText()),
              each.path("allowed").asBoolean(),
              texts(each.path("evidence"))));
    }
    return ended;
  }

  private static Outcome outcome(String name) {
    return Arrays.stream(Outcome.values())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new CertificateException(Texts.of("%s tells of an end '%s'", FILE, name)));
  }

  private String text(String path) {
    JsonNode node = report.at(path);
    return node.isTextual() ? node.textValue() : "";
  }

  // What is not there is written down as nothing, and read back as that.
  private static JsonNode orNull(JsonNode node) {
    return node.isMissingNode() ? NullNode.getInstance() : node;
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
