package kubetraining.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.course.PlannedScenario;
import kubetraining.course.RunPlan;
import kubetraining.course.ScenarioText;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Scenario;
import kubetraining.report.ReportFiles;

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
  private final Map<String, PlannedScenario> guide;
  private final Map<String, Scenario> written = new HashMap<>();
  private final Set<String> shared = new HashSet<>();
  private String environment = "";

  AllureResults(ReportFiles files, RunPlan plan) {
    this.files = files;
    this.plan = plan;
    this.guide = plan.guide().stream().collect(Collectors.toMap(PlannedScenario::id, each -> each));
  }

  /** Writes what has changed since the last time. */
  void write(ProgressReport report) {
    if (written.isEmpty()) {
      put("categories.json", json(AllureCategory.of(report.run().challenge())));
    }
    String now = AllureEnvironment.of(report);
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
    var text =
        guide.containsKey(scenario.id()) ? guide.get(scenario.id()).text() : ScenarioText.NONE;
    var result =
        new AllureScenario(scenario, text, titleOf(scenario.section()), report.run().challenge())
            .result()
            .setUuid(attachments.uuid(""))
            .setSteps(new AllureSteps(scenario, text, attachments).steps())
            .setAttachments(attachments.ofScenario());
    put(Texts.of("%s-result.json", result.getUuid()), json(result));
  }

  private String titleOf(String section) {
    return plan.sections().getOrDefault(section, section);
  }

  private void put(String name, byte[] content) {
    files.put(Texts.of("%s/%s", FOLDER, name), content);
  }

  private static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(Texts.of("cannot write %s as JSON", value.getClass()), e);
    }
  }
}
