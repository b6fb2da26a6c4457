package kubetraining.steps;

import io.cucumber.java.en.Given;
import kubetraining.component.Component;
import kubetraining.run.TrainingRun;

/** What is there before a scenario about autoscaling begins, and what is not. */
public final class AutoscalingSteps {
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final AutoscalingParts parts;
  private final Autoscalers autoscalers;

  public AutoscalingSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
    this.parts = new AutoscalingParts(run);
    this.autoscalers = new Autoscalers(run);
  }

  @Given("nothing of autoscaling is in the cluster, before and after")
  public void nothingOfAutoscaling() {
    run.section().startsWithout(parts.all().toArray(Component[]::new));
  }

  @Given("neither podinfo nor its autoscaler nor metrics-server is installed")
  public void nothingInstalled() {
    run.section().without(parts.podinfo());
    run.section().without(parts.metricsServer());
  }

  @Given("podinfo is installed with its autoscaler, metrics-server is not")
  public void podinfoAlone() {
    run.section().without(parts.memory());
    run.section().without(parts.metricsServer());
    run.section().uses(parts.podinfo());
  }

  @Given("podinfo is installed")
  public void podinfo() {
    run.section().uses(parts.podinfo());
  }

  @Given("after this scenario podinfo is installed anew")
  public void installedAnewAfterwards() {
    notes.undo().push("remove podinfo", () -> run.section().without(parts.podinfo()));
  }

  @Given("podinfo is installed with its autoscaler, which has its figures")
  public void podinfoWithFigures() {
    run.section().uses(parts.podinfo());
    run.section().uses(parts.metricsServer());
    autoscalers.awaitActive("podinfo");
  }

  @Given("the podinfo that fills its memory is installed with its autoscaler, too")
  public void memoryInstalled() {
    run.section().uses(parts.memory());
  }
}
