package kubetraining.steps;

import io.cucumber.java.en.Given;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.nio.file.Path;
import java.util.stream.Stream;
import kubetraining.component.Claim;
import kubetraining.component.Component;
import kubetraining.component.Installable;
import kubetraining.component.Monitoring;
import kubetraining.component.SchedulingTraces;
import kubetraining.config.Limit;
import kubetraining.host.FileWork;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;
import kubetraining.run.TrainingRun;
import org.opentest4j.TestAbortedException;

/** What is there before a scenario begins, and what is not. */
public record PartSteps(
    TrainingRun run, ScenarioNotes notes, Typing typing, Parts parts, Autoscalers autoscalers) {
  private static final String NAMESPACE = "default";
  private static final String HOME = "~/training/";

  @Given("there is nothing of {string} in the cluster, before and after")
  public void nothingOf(String folder) {
    startsWithout(foldersOf(inProject(folder)).map(this::component));
  }

  @Given("all of {string} is in the cluster")
  public void allOf(String folder) {
    run.section().uses(component(inProject(folder)));
  }

  @Given("there is no pod {string}, before and after")
  public void noPod(String name) {
    frees(parts.traces("the pod " + name, Limit.POD_DELETED, Claim.in(NAMESPACE, Pod.class, name)));
  }

  @Given("there is no binding {string}, before and after")
  public void noBinding(String name) {
    frees(
        parts.traces(
            "the binding " + name, Limit.COMMAND, Claim.of(ClusterRoleBinding.class, name)));
  }

  @Given("there is no folder {string} in the trainee's home, before and after")
  public void noFolder(String folder) {
    notes.beforeAndAfter(
        "remove the folder " + folder,
        () -> typing.prepares("node1", "rm --recursive --force ~/" + folder));
  }

  @Given("the image {string} is available")
  public void imageCanBeHad(String image) {
    run.labs()
        .imageUnavailable(image)
        .ifPresent(
            why -> {
              throw new TestAbortedException(why);
            });
  }

  @Given("there is nothing of the dashboards in the cluster, before and after")
  public void nothingOfDashboards() {
    var headlamp = parts.folder("Headlamp", "02-dashboard/headlamp");
    startsWithout(
        Stream.of(
            parts.metricsServer(), parts.knownLoad(), parts.dashboard(), parts.reader(), headlamp));
  }

  @Given("metrics-server is installed")
  public void metricsServer() {
    run.section().uses(parts.metricsServer());
  }

  @Given("metrics-server is not installed")
  public void noMetricsServer() {
    run.section().without(parts.metricsServer());
  }

  @Given("the dashboard is installed")
  public void dashboard() {
    run.section().uses(parts.dashboard());
  }

  @Given("the dashboard is installed, with read-only access")
  public void dashboardThatMayLook() {
    dashboard();
    run.section().uses(parts.reader());
  }

  @Given("the account of the dashboard has no permissions")
  public void noReader() {
    run.section().without(parts.reader());
  }

  @Given("there is nothing of Prometheus in the cluster, before and after")
  public void nothingOfPrometheus() {
    startsWithout(Stream.of(parts.monitoring(), parts.knownLoad()));
  }

  @Given("Prometheus and everything that it scrapes are installed")
  public void prometheus() {
    run.section().uses(parts.monitoring());
  }

  @Given("kube-state-metrics runs, before and after")
  public void kubeStateMetrics() {
    notes.beforeAndAfter(
        "start kube-state-metrics again",
        () ->
            typing.prepares(
                "node1",
                Texts.of(
                    "kubectl scale deployment kube-state-metrics --namespace %s --replicas=1",
                    Monitoring.NAMESPACE)));
  }

  /** Executors, services and configuration belong to the driver, and go with it. */
  @Given("there is nothing of Spark in the cluster, before and after")
  public void nothingOfSpark() {
    startsWithout(
        parts.traces(
            "leftovers of Spark jobs",
            Limit.POD_DELETED,
            Claim.in(NAMESPACE, Pod.class, "spark-pi-driver1"),
            Claim.in(NAMESPACE, ServiceAccount.class, "spark"),
            Claim.in(NAMESPACE, RoleBinding.class, "spark-role"),
            Claim.of(ClusterRoleBinding.class, "spark-role"),
            Claim.typedIn(NAMESPACE, Pod.class),
            Claim.typedIn(NAMESPACE, ServiceAccount.class),
            Claim.typedIn(NAMESPACE, Role.class),
            Claim.typedIn(NAMESPACE, RoleBinding.class),
            Claim.typed(ClusterRoleBinding.class)));
  }

  @Given(
      "there is no temperature, pod or permission of this section in the cluster, before and after")
  public void nothingOfScheduling() {
    startsWithout(
        new SchedulingTraces(run.cluster(), run.section().ledger(), Limit.POD_DELETED.duration()),
        parts.heatScheduler());
  }

  @Given("there is no scheduler named heat-scheduler in the cluster")
  public void noHeatScheduler() {
    run.section().without(parts.heatScheduler());
  }

  @Given("the heat scheduler is installed")
  public void heatScheduler() {
    var scheduler = parts.heatScheduler();
    run.section().uses(scheduler);
    notes.undo().push("repair the heat scheduler", scheduler::mend);
  }

  @Given("there is nothing of autoscaling in the cluster, before and after")
  public void nothingOfAutoscaling() {
    startsWithout(Stream.of(parts.load(), parts.podinfo(), parts.memory(), parts.metricsServer()));
  }

  @Given("neither podinfo nor its autoscaler nor metrics-server is installed")
  public void nothingInstalled() {
    run.section().without(parts.podinfo());
    noMetricsServer();
  }

  @Given("podinfo is installed with its autoscaler, but metrics-server is not")
  public void podinfoAlone() {
    run.section().without(parts.memory());
    noMetricsServer();
    podinfo();
  }

  @Given("podinfo is installed")
  public void podinfo() {
    run.section().uses(parts.podinfo());
  }

  @Given("after this scenario podinfo is installed again")
  public void installedAnewAfterwards() {
    notes.undo().push("remove podinfo", () -> run.section().without(parts.podinfo()));
  }

  @Given("podinfo is installed with its autoscaler, which has metrics")
  public void podinfoWithFigures() {
    podinfo();
    metricsServer();
    autoscalers.awaitActive("podinfo");
  }

  @Given("the podinfo that fills its memory is installed with its autoscaler, too")
  public void memory() {
    run.section().uses(parts.memory());
  }

  private void startsWithout(Stream<? extends Component> components) {
    run.section().startsWithout(components.toArray(Component[]::new));
  }

  /** Traces go before and after each scenario, and all else before and after the section. */
  private void startsWithout(Component traces, Component... others) {
    startsWithout(Stream.concat(Stream.of(traces), Stream.of(others)));
    notes.beforeAndAfter("remove " + traces.name(), traces::remove);
  }

  private void frees(Component traces) {
    run.section().frees(traces);
    notes.undo().push("remove " + traces.name(), traces::remove);
  }

  private Installable component(Path folder) {
    String path = run.manifests().relativize(folder).toString();
    return parts.folder(HOME + path, path);
  }

  private Path inProject(String folder) {
    if (!folder.startsWith(HOME)) {
      throw new IllegalArgumentException("not a folder of manifests; those are in " + HOME);
    }
    return run.manifests().resolve(folder.substring(HOME.length()));
  }

  /** This folder and those in it, as far as they contain manifests. */
  private static Stream<Path> foldersOf(Path folder) {
    return FileWork.get(
            "could not list the manifests in " + folder, () -> ProjectFiles.below(folder))
        .stream()
        .filter(file -> file.toString().endsWith(".yaml"))
        .map(Path::getParent)
        .distinct();
  }
}
