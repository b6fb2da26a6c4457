package kubetraining.certificate;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.course.Outcome;
import kubetraining.course.ProvenChecks;
import kubetraining.course.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What {@code progress.json} says. It is read as it lies there, because it is that file which is
 * attested, and because a reader years later may meet fields that are new to him.
 *
 * @param lab as it stands there; the null of JSON if there was none
 * @param images as they stand there
 * @param checks how many of the guide's checks were proven; null in reports that do not tell
 * @param scenarios those that were asked for, by id
 * @param complaints what went wrong beside the scenarios
 */
record RunFacts(
    Manifest.Run run,
    JsonNode lab,
    JsonNode images,
    @Nullable ProvenChecks checks,
    List<Manifest.Section> sections,
    Map<String, Ended> scenarios,
    List<String> complaints,
    List<String> leftovers) {
  static final String FILE = "progress.json";
  private static final JsonMapper JSON =
      Manifest.JSON.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * How one scenario ended.
   *
   * @param allowed whether it was not attempted, and need not be
   */
  record Ended(String id, Outcome outcome, boolean allowed, List<String> evidence) {
    Ended {
      requireNonNull(id, "id");
      requireNonNull(outcome, "outcome");
      evidence = List.copyOf(requireNonNullElse(evidence, List.of()));
    }

    Verdict.Part part(List<String> tags) {
      return new Verdict.Part(outcome, true, allowed, tags);
    }
  }

  static RunFacts parse(byte[] content) {
    try {
      JsonNode report = JSON.readTree(content);
      JsonNode run = report.path("run");
      if (!run.path("id").isTextual() || !report.path("scenarios").isArray()) {
        throw new CertificateException(FILE + " is not a report of a run");
      }
      var scenarios = new LinkedHashMap<String, Ended>();
      list(report, "scenarios", Ended.class).forEach(each -> scenarios.put(each.id(), each));
      return new RunFacts(
          JSON.treeToValue(run, Manifest.Run.class),
          orNull(run.path("lab")),
          orNull(run.path("images")),
          JSON.treeToValue(orNull(run.path("checks")), ProvenChecks.class),
          list(report, "sections", Manifest.Section.class),
          scenarios,
          list(report, "complaints", String.class),
          list(report, "leftovers", String.class));
    } catch (IOException e) {
      throw new CertificateException(e, "%s cannot be read: %s", FILE, e.getMessage());
    }
  }

  boolean hasEnded() {
    return !run.endedAt().isEmpty();
  }

  private static <T> List<T> list(JsonNode report, String name, Class<T> type) throws IOException {
    JsonNode list = report.path(name);
    return list.isArray() ? List.copyOf(JSON.<T>readerForListOf(type).readValue(list)) : List.of();
  }

  // What is not there is written down as nothing, and read back as that.
  private static JsonNode orNull(JsonNode node) {
    return node.isMissingNode() ? NullNode.getInstance() : node;
  }
}
