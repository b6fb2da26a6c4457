package kubetraining.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.course.PlannedScenario;
import kubetraining.course.RunPlan;
import kubetraining.course.ScenarioText;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.report.ChallengeMark;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Scenario;
import kubetraining.report.ReportFiles;
import org.jspecify.annotations.Nullable;

/** The folder that Allure makes its page from: a file for each scenario, and what it shows. */
final class AllureResults {
  static final String FOLDER = "allure-results";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();
  private final ReportFiles files;
  private final RunPlan plan;
  private final Map<String, ScenarioText> guide;
  private final Map<String, Scenario> written = new HashMap<>();
  private final Set<String> shared = new HashSet<>();
  private String environment = "";

  /**
   * A group on Allure's page of categories.
   *
   * @param description what Allure shows below the name
   * @param matchedStatuses Allure's names of statuses
   * @param messageRegex a regular expression for the whole message
   */
  private record Category(
      String name,
      @Nullable String description,
      List<String> matchedStatuses,
      String messageRegex) {}

  AllureResults(ReportFiles files, RunPlan plan) {
    this.files = files;
    this.plan = plan;
    this.guide =
        plan.guide().stream().collect(Collectors.toMap(PlannedScenario::id, PlannedScenario::text));
  }

  /** Writes what has changed since the last time. */
  void write(ProgressReport report) {
    if (written.isEmpty()) {
      put("categories.json", json(categories(report.run().challenge())));
    }
    String now = environment(report.run());
    if (!now.equals(environment)) {
      put("environment.properties", now.getBytes(StandardCharsets.UTF_8));
      environment = now;
    }
    for (var scenario : report.scenarios()) {
      if (!scenario.equals(written.get(scenario.id()))) {
        write(report, scenario);
        written.put(scenario.id(), scenario);
      }
    }
  }

  private void write(ProgressReport report, Scenario scenario) {
    var attachments = new AllureAttachments(files, report.run(), scenario, shared);
    var text = guide.getOrDefault(scenario.id(), ScenarioText.NONE);
    String section = plan.sections().getOrDefault(scenario.section(), scenario.section());
    var result = new AllureScenario(scenario, text, section, attachments).result();
    put(Texts.of("%s-result.json", result.getUuid()), json(result));
  }

  /** A group for each outcome that is not the best one. */
  private static List<Category> categories(String challenge) {
    String description =
        challenge.isEmpty() ? null : Texts.of("%s: %s", ChallengeMark.NAME, challenge);
    return Stream.of(
            List.of("Wrong: something was seen that contradicts the claim", "failed", "WRONG"),
            List.of("Not yet: what it is about does not exist", "failed", "NOT_YET"),
            List.of("Timeout: a time limit was reached", "failed", "TIMEOUT"),
            List.of("Lab fault: the trainee is not to blame", "broken", "LAB_FAULT"),
            List.of("Suite fault: the trainee is not to blame", "broken", "SUITE_FAULT"),
            List.of("Cut off, or still going on", "broken", "(UNDER_WAY|NOT_REACHED)"),
            List.of("Blocked by another scenario", "skipped", "BLOCKED"),
            List.of("Not attempted", "skipped", "NOT_ATTEMPTED"),
            List.of("Not attempted, which was allowed", "skipped", "NOT_ATTEMPTED, ALLOWED"))
        .map(
            it ->
                new Category(it.get(0), description, it.subList(1, 2), "(?s)" + it.get(2) + ": .*"))
        .toList();
  }

  /** What the run worked on. */
  private static String environment(ProgressReport.Run run) {
    var properties = new Properties();
    properties.put("Run", run.id());
    properties.put("Selection", run.selection().isEmpty() ? "everything" : run.selection());
    if (!run.challenge().isEmpty()) {
      properties.put("Challenge", run.challenge());
    }
    if (run.lab() != null) {
      properties.put("Lab", Texts.of("%s (%s)", run.lab().name(), run.lab().kind()));
      properties.put("Machines", String.valueOf(run.lab().machines().size()));
      properties.put("Kubernetes", run.lab().kubernetes());
    }
    run.images().forEach(image -> properties.put("Image " + image.reference(), image.digest()));
    // By the class that also reads such files, so that its escapes are right; less its date.
    var writer = new StringWriter();
    FileWork.run("cannot write properties to memory", () -> properties.store(writer, null));
    var lines = writer.toString().lines().filter(line -> !line.startsWith("#"));
    return lines.sorted().collect(Collectors.joining("\n", "", "\n"));
  }

  private void put(String name, byte[] content) {
    files.put(Texts.of("%s/%s", FOLDER, name), content);
  }

  private static byte[] json(Object value) {
    return FileWork.get(
        Texts.of("cannot write %s as JSON", value.getClass()), () -> JSON.writeValueAsBytes(value));
  }
}
