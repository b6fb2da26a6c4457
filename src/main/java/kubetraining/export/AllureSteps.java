package kubetraining.export;

import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kubetraining.course.ScenarioText;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a scenario as the guide has them. What became of each is only said where it is
 * known: Cucumber stops at the first step that fails.
 */
record AllureSteps(Scenario scenario, ScenarioText text, AllureAttachments attachments) {
  private static final int UNKNOWN = -1;

  List<StepResult> steps() {
    var steps = new ArrayList<StepResult>();
    int failed = failedStep();
    for (int i = 0; i < text.steps().size(); i++) {
      var step = text.steps().get(i);
      steps.add(
          new StepResult()
              .setName(name(step))
              .setStatus(status(i, failed))
              .setStage(Stage.FINISHED)
              .setAttachments(attachments.ofStep(step)));
    }
    if (failed != UNKNOWN) {
      steps.get(failed).setStatusDetails(details());
    } else if (scenario.failure() != null && !scenario.failure().step().isEmpty()) {
      steps.add(elsewhere(scenario.failure().step()));
    }
    return steps;
  }

  private @Nullable Status status(int step, int failed) {
    return switch (scenario.outcome()) {
      case DONE -> Status.PASSED;
      case BLOCKED, NOT_ATTEMPTED, NOT_REACHED -> Status.SKIPPED;
      case UNDER_WAY -> null;
      case WRONG, NOT_YET, TIMEOUT, LAB_FAULT, SUITE_FAULT ->
          failed == UNKNOWN ? null : around(step, failed);
    };
  }

  private Status around(int step, int failed) {
    if (step == failed) {
      return AllureScenario.status(scenario.outcome());
    }
    return step < failed ? Status.PASSED : Status.SKIPPED;
  }

  // The same words can stand twice in a scenario; then nobody knows which of them failed.
  private int failedStep() {
    if (!scenario.outcome().failed()) {
      return UNKNOWN;
    }
    String failed =
        scenario.failure() == null
            ? scenario.message().lines().findFirst().orElse("")
            : scenario.failure().step();
    var matches =
        IntStream.range(0, text.steps().size())
            .filter(i -> name(text.steps().get(i)).equals(failed.strip()))
            .toArray();
    return matches.length == 1 ? matches[0] : UNKNOWN;
  }

  // Such as tidying up, which no step of the guide tells.
  private StepResult elsewhere(String name) {
    return new StepResult()
        .setName(name)
        .setStatus(AllureScenario.status(scenario.outcome()))
        .setStage(Stage.FINISHED)
        .setStatusDetails(details());
  }

  private StatusDetails details() {
    return new StatusDetails().setMessage(OutcomeText.brief(scenario));
  }

  private static String name(StepText step) {
    return Texts.of("%s %s", step.keyword(), step.text());
  }
}
