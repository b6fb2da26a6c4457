package kubetraining.proofs;

import io.cucumber.java.en.When;
import java.util.List;
import kubetraining.lab.Machine;
import kubetraining.lab.ec2.CloudHand;
import kubetraining.lab.embedded.cloud.Forgotten;
import kubetraining.run.TrainingRun;
import kubetraining.steps.ScenarioNotes;

/** What goes wrong in a cloud, and nobody can type on a machine. All of it is undone. */
public record CloudSteps(TrainingRun run, ScenarioNotes notes) {

  @When("the cloud takes the tag {word} from {machine}")
  public void takesTag(String tag, String machine) {
    hand().untag(id(machine), tag);
  }

  @When("the cloud sets the tag {word} of {machine} to {string}")
  public void setsTag(String tag, String machine, String value) {
    hand().tag(id(machine), tag, value);
  }

  @When("the cloud says that {machine} is of type {word}")
  public void isOfType(String machine, String type) {
    hand().type(id(machine), type);
  }

  @When("the cloud says that {machine} is stopped")
  public void isStopped(String machine) {
    hand().stop(id(machine));
  }

  @When("the cloud says that {machine} was started from an image that somebody else calls Ubuntu")
  public void isOfOtherImage(String machine) {
    hand().otherImage(List.of(id(machine)));
  }

  @When("the cloud says that all machines were started from an image that somebody else has made")
  public void allOfOtherImage() {
    hand().otherImage(run.access().machines().stream().map(Machine::instanceId).toList());
  }

  @When("the cloud opens {word} port {int} to {word}")
  public void opens(String protocol, int port, String range) {
    hand().open(id("node1"), protocol, port, range);
  }

  @When("the cloud closes port {int}")
  public void closes(int port) {
    hand().close(id("node1"), port);
  }

  @When("the cloud lets the machines talk among themselves no longer")
  public void parts() {
    hand().part(id("node1"));
  }

  @When("{machine} has a second group, without tags, that is open to {word}")
  public void hasOpenGroup(String machine, String range) {
    hand().secondGroup(id(machine), range);
  }

  @When("{machine} has a second group, without tags, that admits nobody")
  public void hasClosedGroup(String machine) {
    hand().secondGroup(id(machine), "");
  }

  @When("the cloud takes the tag {word} from the machine of the second lab")
  public void takesTagOfSecond(String tag) {
    secondHand().untag(secondId(), tag);
  }

  @When("the machine of the second lab is terminated, and nothing else of it removed")
  public void terminatesSecond() {
    secondHand().terminate(secondId());
  }

  @When("a volume of the second lab was forgotten")
  public void forgetsVolume() {
    new Forgotten(notes.spareLab().name(), notes.undo()).volume();
  }

  @When("a network of the second lab was forgotten")
  public void forgetsNetwork() {
    new Forgotten(notes.spareLab().name(), notes.undo()).network();
  }

  private String secondId() {
    return notes.spareLab().facts().instances().get(0).id();
  }

  private CloudHand secondHand() {
    return CloudHand.of(notes.spareLab().facts(), notes.undo());
  }

  private String id(String machine) {
    return run.access().machine(machine).instanceId();
  }

  private CloudHand hand() {
    return CloudHand.of(run.access().facts(), notes.undo());
  }
}
