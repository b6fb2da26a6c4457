package kubetraining.export;

import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.course.ScenarioText;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.host.Texts;
import kubetraining.report.ChallengeMark;
import kubetraining.report.ProgressReport.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * A scenario in Allure's terms.
 *
 * @param section the title of its section
 */
record AllureScenario(
    Scenario scenario, ScenarioText text, String section, AllureAttachments attachments) {
  private static final String EPIC = "Kubernetes training";
  private static final int LONGEST_PARAMETER = 120;
  private static final int UNKNOWN = -1;

  /** The result, with its steps and all that can be opened beside it. */
  TestResult result() {
    // The same in every run, so that Allure knows a scenario again, whatever its section is called.
    byte[] id = scenario.id().getBytes(StandardCharsets.UTF_8);
    String stable = UUID.nameUUIDFromBytes(id).toString();
    var result =
        new TestResult()
            .setHistoryId(stable)
            .setTestCaseId(stable)
            .setFullName(scenario.id())
            .setName(scenario.name())
            .setDescription(description())
            .setStatus(status(scenario.outcome()))
            .setStage(Stage.FINISHED)
            .setLabels(labels())
            .setParameters(parameters())
            .setUuid(attachments.uuid(""))
            .setSteps(steps())
            .setAttachments(attachments.ofScenario());
    if (scenario.outcome() != Outcome.DONE) {
      result.setStatusDetails(details());
    }
    if (scenario.startedAt() != null) {
      long start = scenario.startedAt().toEpochMilli();
      result.setStart(start).setStop(start + Math.round(scenario.seconds() * 1000));
    }
    return result;
  }

  /** Allure's status for an outcome. What is open counts as broken: nobody has seen it. */
  static Status status(Outcome outcome) {
    return switch (outcome) {
      case DONE -> Status.PASSED;
      case WRONG, NOT_YET, TIMEOUT -> Status.FAILED;
      case LAB_FAULT, SUITE_FAULT, UNDER_WAY, NOT_REACHED -> Status.BROKEN;
      case BLOCKED, NOT_ATTEMPTED -> Status.SKIPPED;
    };
  }

  private StatusDetails details() {
    var details = new StatusDetails().setMessage(Transcript.brief(scenario));
    var failure = scenario.failure();
    return failure == null
        ? details
        : details
            .setTrace(Transcript.details(scenario))
            .setExpected(failure.expected())
            .setActual(failure.seen());
  }

  private String description() {
    return Stream.of(text.ruleProse(), text.prose())
        .filter(prose -> !prose.isBlank())
        .collect(Collectors.joining("\n\n"));
  }

  private List<Label> labels() {
    var labels = new ArrayList<Label>();
    add(labels, "epic", EPIC);
    add(labels, "feature", section);
    add(labels, "story", text.rule().isEmpty() ? topic() : text.rule());
    add(labels, "parentSuite", EPIC);
    add(labels, "suite", section);
    add(labels, "subSuite", text.rule());
    add(labels, "package", "features." + scenario.id().replaceFirst("/.*$", ""));
    add(labels, "severity", severity());
    add(labels, "framework", "cucumber");
    add(labels, "language", "gherkin");
    scenario.tags().forEach(tag -> add(labels, "tag", tag.replaceFirst("^@", "")));
    return labels;
  }

  private static void add(List<Label> labels, String name, String value) {
    if (!value.isEmpty()) {
      labels.add(new Label().setName(name).setValue(value));
    }
  }

  // A feature bears the tag of its section, then that of its topic.
  private String topic() {
    var tags = scenario.tags();
    return tags.size() > 1 && tags.get(0).startsWith("@section-")
        ? tags.get(1).replaceFirst("^@", "")
        : scenario.section();
  }

  private String severity() {
    if (scenario.tags().contains("@essential")) {
      return "critical";
    }
    return scenario.tags().contains("@bonus") ? "minor" : "normal";
  }

  private List<Parameter> parameters() {
    var parameters = new ArrayList<Parameter>();
    addParameter(parameters, "outcome", scenario.outcome().words());
    addParameter(parameters, "blocked by", scenario.blockedBy());
    addParameter(parameters, ChallengeMark.NAME, attachments.run().challenge());
    for (var fact : scenario.facts().entrySet()) {
      Object value = fact.getValue();
      if (value instanceof Number || value instanceof Boolean || value instanceof String) {
        addParameter(parameters, fact.getKey(), value.toString());
      }
    }
    return parameters;
  }

  // Excluded: what differs between runs must not make another scenario of it.
  private static void addParameter(List<Parameter> parameters, String name, String value) {
    if (!value.isEmpty() && value.length() <= LONGEST_PARAMETER) {
      parameters.add(new Parameter().setName(name).setValue(value).setExcluded(true));
    }
  }

  /**
   * Its steps as the guide has them. What became of each is only said where it is known: Cucumber
   * stops at the first step that fails.
   */
  private List<StepResult> steps() {
    var steps = new ArrayList<StepResult>();
    int failed = failedStep();
    for (int i = 0; i < text.steps().size(); i++) {
      var step = text.steps().get(i);
      steps.add(step(name(step), status(i, failed)).setAttachments(attachments.ofStep(step)));
    }
    var failure = scenario.failure();
    if (failed == UNKNOWN && failure != null && !failure.step().isEmpty()) {
      // Such as tidying up, which no step of the guide tells.
      failed = steps.size();
      steps.add(step(failure.step(), status(scenario.outcome())));
    }
    if (failed != UNKNOWN) {
      var why = new StatusDetails().setMessage(Transcript.brief(scenario));
      steps.get(failed).setStatusDetails(why);
    }
    return steps;
  }

  private static StepResult step(String name, @Nullable Status status) {
    return new StepResult().setName(name).setStatus(status).setStage(Stage.FINISHED);
  }

  private @Nullable Status status(int step, int failed) {
    return switch (scenario.outcome()) {
      case DONE -> Status.PASSED;
      case BLOCKED, NOT_ATTEMPTED, NOT_REACHED -> Status.SKIPPED;
      default -> failed == UNKNOWN ? null : around(step, failed);
    };
  }

  private Status around(int step, int failed) {
    if (step == failed) {
      return status(scenario.outcome());
    }
    return step < failed ? Status.PASSED : Status.SKIPPED;
  }

  // The same words can stand twice in a scenario; then nobody knows which of them failed.
  private int failedStep() {
    var failure = scenario.failure();
    if (failure == null) {
      return UNKNOWN;
    }
    String failed = failure.step().strip();
    var matches =
        IntStream.range(0, text.steps().size())
            .filter(i -> name(text.steps().get(i)).equals(failed))
            .toArray();
    return matches.length == 1 ? matches[0] : UNKNOWN;
  }

  private static String name(StepText step) {
    return Texts.of("%s %s", step.keyword(), step.text());
  }
}
