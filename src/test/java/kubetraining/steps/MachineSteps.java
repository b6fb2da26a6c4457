package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.config.LeaseLength;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.lab.ImageFacts;
import kubetraining.lab.IngressRule;
import kubetraining.lab.InstanceFacts;
import kubetraining.lab.LabFacts;
import kubetraining.lab.Machine;
import kubetraining.probe.MachineProbe;
import kubetraining.probe.NodeProbe;
import kubetraining.run.TrainingRun;
import kubetraining.wait.LabFaultException;
import org.jspecify.annotations.Nullable;

/**
 * The machines as the cloud sees them: tags, security groups, the image; and how they are given
 * back.
 */
public record MachineSteps(TrainingRun run, ScenarioNotes notes) {

  @Given("the training cluster is running")
  public void clusterIsRunning() {
    assertThat(run.access().machines()).as("machines of the lab").isNotEmpty();
    run.section().startsWithout();
  }

  @Then("{int} machines are running")
  public void machinesAreRunning(int expected) {
    var seen = machines();
    if (seen.size() != expected
        || seen.stream().anyMatch(each -> !each.state().equals("running"))) {
      throw new LabFaultException(
          Texts.of("%d machines of this lab to be running", expected), seen.toString());
    }
    var nodes = new NodeProbe(run.access().client()).nodes();
    assertThat(seen)
        .as("machines, compared with the cluster's nodes by address: %s", nodes)
        .extracting(InstanceFacts::privateAddress)
        .containsExactlyInAnyOrderElementsOf(nodes.stream().map(NodeProbe.Seen::address).toList());
  }

  @Then("every machine is of type {string}")
  public void ofType(String type) {
    assertEach(InstanceFacts::type, type, "instance type");
  }

  @Then("every machine is healthy")
  public void checksPassed() {
    run.ofLab()
        .eventually(
            Limit.MACHINE_RUNNING,
            "both status checks of every machine to pass",
            this::machines,
            seen -> seen.stream().allMatch(InstanceFacts::checksPassed));
  }

  @Then("all machines were started from one image of Ubuntu, which Canonical has published")
  public void oneImage() {
    List<String> ids = machines().stream().map(InstanceFacts::imageId).distinct().toList();
    assertThat(ids).as("images the machines were started from").hasSize(1);
    var image = facts().image(ids.get(0));
    assertThat(image.owner())
        .as("account that published the image %s", image)
        .isEqualTo(ImageFacts.CANONICAL);
    assertThat(image.name().toLowerCase(Locale.ROOT)).as("name of %s", image).contains("ubuntu");
    run.recorder().fact("machineImage", image.name());
  }

  @Then("every machine has the name of this lab in the tag {string}")
  public void carriesLab(String tag) {
    assertEach(each -> each.tags().get(tag), run.lab().info().name(), "tag " + tag);
  }

  @Then("every machine has an owner in the tag {string}")
  public void carriesOwner(String tag) {
    assertThat(machines())
        .allSatisfy(
            each -> assertThat(each.tags().get(tag)).as("%s of %s", tag, each).isNotBlank());
    assertThat(machines().stream().map(each -> each.tags().get(tag)).distinct())
        .as("owners in the tag %s", tag)
        .hasSize(1);
  }

  @Then("every machine has a future time in the tag {string}")
  public void carriesExpiry(String tag) {
    var now = Instant.now();
    assertThat(machines())
        .allSatisfy(
            each ->
                assertThat(time(each.tags().get(tag)))
                    .as("%s of %s", tag, each)
                    .hasValueSatisfying(
                        at -> assertThat(at).isBetween(now, now.plus(LeaseLength.LONGEST))));
  }

  @Then("the security groups of every machine admit one address from outside, to these ports:")
  public void admit(DataTable ports) {
    rulesFromOutside()
        .forEach(
            (machine, rules) -> {
              assertThat(rules)
                  .as("rules for outside traffic in the security groups of %s: %s", machine, rules)
                  .allSatisfy(rule -> assertThat(rule.protocol()).isEqualTo("tcp"))
                  .extracting(IngressRule::ports)
                  .containsExactlyInAnyOrderElementsOf(ports.asList());
            });
    assertThat(sourcesFromOutside()).as("admitted address ranges").hasSize(1);
    assertThat(sourcesFromOutside().get(0)).as("admitted address range").endsWith("/32");
  }

  @Then("it is the address under which {machine} sees you")
  public void addressOfCaller(String machine) {
    String seen = probe(machine).addressOfCaller(Limit.COMMAND.duration());
    assertThat(sourcesFromOutside())
        .as("admitted address; %s sees this computer as %s", machine, seen)
        .containsExactly(seen + "/32");
  }

  @Then("the machines can reach each other on every port")
  public void talkFreely() {
    assertThat(rules().values().stream().flatMap(List::stream).map(IngressRule::group).distinct())
        .as("groups that admit their own machines to every port and that every machine has")
        .anySatisfy(
            group ->
                assertThat(rules().values())
                    .allSatisfy(rules -> assertThat(rules).anyMatch(each -> opens(each, group))));
  }

  private static boolean opens(IngressRule rule, String group) {
    return rule.sameGroup() && rule.protocol().equals("-1") && rule.group().equals(group);
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
    assertThat(machines())
        .allSatisfy(
            each -> assertThat(of.apply(each)).as("%s of %s", what, each).isEqualTo(expected));
  }

  private static Optional<Instant> time(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** By machine; a rule of a group for its own machines is not from outside. */
  private Map<String, List<IngressRule>> rulesFromOutside() {
    var outside = new TreeMap<>(rules());
    outside.replaceAll((any, rules) -> rules.stream().filter(each -> !each.sameGroup()).toList());
    return outside;
  }

  private List<String> sourcesFromOutside() {
    return rulesFromOutside().values().stream()
        .flatMap(List::stream)
        .map(IngressRule::source)
        .distinct()
        .toList();
  }

  /** Of the groups that machines really have, whatever tags these carry, by machine. */
  private Map<String, List<IngressRule>> rules() {
    var known = new TreeMap<String, String>();
    run.access().machines().forEach(each -> known.put(each.instanceId(), each.name()));
    var rules = new TreeMap<String, List<IngressRule>>();
    facts()
        .ingress(List.copyOf(known.keySet()))
        .forEach((id, its) -> rules.put(known.getOrDefault(id, id), its));
    assertThat(rules).as("machines whose rules the cloud reports").hasSameSizeAs(known);
    return rules;
  }

  /**
   * The machines that the run works on, by the names the cloud gave them when it made them, and not
   * by the tags that are yet to be looked at; and what else carries the tag of this lab.
   */
  private List<InstanceFacts> machines() {
    var ids = run.access().machines().stream().map(Machine::instanceId).toList();
    var known = facts().instances(ids);
    if (known.size() != ids.size()) {
      throw new LabFaultException("the cloud to know machines " + ids, known.toString());
    }
    var others = facts().instances().stream().filter(each -> !ids.contains(each.id()));
    return Stream.concat(known.stream(), others).toList();
  }

  private LabFacts facts() {
    return run.access().facts();
  }

  @Given("a second lab of one machine, without Kubernetes")
  public void secondLab() {
    var lab = run.labs().openSpare();
    notes.undo().push("give back lab " + lab.name(), lab::release);
    notes.keep(lab);
  }

  @Then("a search by its tag finds that machine")
  public void finds() {
    var lab = notes.spareLab();
    var instances = lab.facts().instances();
    assertThat(instances).as("instances of lab '%s'", lab.name()).hasSize(1);
    String id = instances.get(0).id();
    assertThat(lab.leftovers())
        .as("resources with the tag of lab '%s'", lab.name())
        .anyMatch(left -> left.id().contains(id));
  }

  @When("the second lab is given back")
  public void givenBack() {
    notes.spareLab().release();
  }

  @Then("a search by its tag finds nothing")
  public void findsNothing() {
    assertThat(notes.spareLab().leftovers())
        .as("resources that still have the tag of lab '%s'", notes.spareLab().name())
        .isEmpty();
  }
}
