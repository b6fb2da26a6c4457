package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.lab.IngressRule;
import kubetraining.lab.InstanceFacts;
import kubetraining.lab.LabFacts;
import kubetraining.probe.MachineProbe;
import kubetraining.run.TrainingRun;
import kubetraining.wait.LabFaultException;

/** The machines as the cloud sees them: instances, tags, the security group, the image. */
public final class MachineSteps {
  private final TrainingRun run;

  public MachineSteps(TrainingRun run) {
    this.run = run;
  }

  @Given("the training cluster is running")
  public void clusterIsRunning() {
    assertThat(run.access().machines()).as("machines of the lab").isNotEmpty();
    run.section().startsWithout();
  }

  @Then("{int} machines are running")
  public void machinesAreRunning(int expected) {
    var seen = instances();
    if (seen.size() != expected
        || seen.stream().anyMatch(each -> !each.state().equals("running"))) {
      throw new LabFaultException(
          Texts.of("%d machines of this lab to be running", expected), seen.toString());
    }
  }

  @Then("every machine is of type {string}")
  public void ofType(String type) {
    assertEach(InstanceFacts::type, type, "instance type");
  }

  @Then("the checks of every machine are passed")
  public void checksPassed() {
    run.ofLab()
        .eventually(
            Limit.MACHINE_RUNNING,
            "both status checks of every machine to pass",
            this::instances,
            seen -> !seen.isEmpty() && seen.stream().allMatch(InstanceFacts::checksPassed));
  }

  @Then("all machines were started from one image of Ubuntu")
  public void oneImage() {
    List<String> ids = instances().stream().map(InstanceFacts::imageId).distinct().toList();
    assertThat(ids).as("images the machines were started from").hasSize(1);
    var image = facts().image(ids.get(0));
    assertThat(image.name().toLowerCase(Locale.ROOT)).as("name of %s", image).contains("ubuntu");
    run.recorder().fact("machineImage", image.name());
  }

  @Then("every machine carries the name of this lab in the tag {string}")
  public void carriesLab(String tag) {
    assertEach(each -> each.tags().get(tag), run.lab().info().name(), "tag " + tag);
  }

  @Then("every machine carries an owner in the tag {string}")
  public void carriesOwner(String tag) {
    assertThat(instances())
        .allSatisfy(
            each -> assertThat(each.tags().get(tag)).as("%s of %s", tag, each).isNotBlank());
  }

  @Then("every machine carries a time to come in the tag {string}")
  public void carriesExpiry(String tag) {
    assertThat(instances())
        .allSatisfy(
            each ->
                assertThat(Instant.parse(String.valueOf(each.tags().get(tag))))
                    .as("%s of %s", tag, each)
                    .isAfter(Instant.now()));
  }

  @Then("the security group admits exactly one address from outside, to these ports:")
  public void admits(DataTable ports) {
    assertThat(fromOutside())
        .as("rules of the security group for traffic from outside")
        .allSatisfy(rule -> assertThat(rule.protocol()).isEqualTo("tcp"))
        .extracting(IngressRule::ports)
        .containsExactlyInAnyOrderElementsOf(ports.asList());
    assertThat(sourcesFromOutside()).as("address ranges that are admitted").hasSize(1);
    assertThat(sourcesFromOutside().get(0)).as("the range that is admitted").endsWith("/32");
  }

  @Then("it is the address under which {machine} sees you")
  public void addressOfCaller(String machine) {
    String seen = probe(machine).addressOfCaller(Limit.COMMAND.duration());
    assertThat(sourcesFromOutside())
        .as("address that is admitted, where %s sees us come from %s", machine, seen)
        .containsExactly(seen + "/32");
  }

  @Then("the machines may talk freely among themselves")
  public void talkFreely() {
    assertThat(facts().ingress())
        .as("rules of the security group")
        .anyMatch(rule -> rule.sameGroup() && rule.protocol().equals("-1"));
  }

  @Then("every machine answers to its own name")
  public void ownNames() {
    var names =
        run.access().machines().stream()
            .collect(Collectors.toMap(each -> each.name(), each -> hostname(each.name())));
    assertThat(names).allSatisfy((name, own) -> assertThat(own).isEqualTo(name));
  }

  private String hostname(String machine) {
    return probe(machine).hostname(Limit.COMMAND.duration());
  }

  private MachineProbe probe(String machine) {
    return new MachineProbe(run.access().shell(machine));
  }

  private void assertEach(Function<InstanceFacts, String> of, String expected, String what) {
    assertThat(instances())
        .allSatisfy(
            each -> assertThat(of.apply(each)).as("%s of %s", what, each).isEqualTo(expected));
  }

  private List<IngressRule> fromOutside() {
    return facts().ingress().stream().filter(rule -> !rule.sameGroup()).toList();
  }

  private List<String> sourcesFromOutside() {
    return fromOutside().stream().map(IngressRule::source).distinct().toList();
  }

  private List<InstanceFacts> instances() {
    return facts().instances();
  }

  private LabFacts facts() {
    return run.access().facts();
  }
}
