package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kubetraining.lab.LabSpec;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class Ec2CaretakerTest {
  private static final LabSpec SPEC = QuickLab.spec("spark", "ada");
  private static final String UNTIL = "kube-training/expires-at";

  @AutoClose private final FakeEc2 api = new FakeEc2();
  @AutoClose private final Ec2LabProvider provider = QuickLab.connect(api);

  private Ec2LabProvider from(String range) {
    var endpoint = QuickLab.endpoint(api, Optional.empty()).reachedFrom(CallerRange.fixed(range));
    return QuickLab.connect(endpoint, kubetraining.progress.Progress.SILENT);
  }

  @Test
  void aNewLeaseIsNotedOnEverythingButAMachineThatDidNotTakeIt() {
    provider.provision(SPEC);
    provider.provision(QuickLab.spec("other", "ada"));
    var lease = Lease.of(Duration.ofHours(9));

    provider.caretaker().extend("spark", lease, Set.of("node3"));

    for (var thing : api.memory.things.values()) {
      boolean longer =
          thing.tags.get("kube-training/lab").equals("spark")
              && !"node3".equals(thing.tags.get("Name"));
      assertThat(thing.tags)
          .as("tags of %s", thing.id)
          .containsEntry(UNTIL, (longer ? lease : until(thing)).until().toString());
    }
  }

  private static Lease until(Ec2Thing thing) {
    return thing.tags.get("kube-training/lab").equals("spark")
        ? SPEC.lease()
        : new Lease(java.time.Instant.parse(thing.tags.get(UNTIL)));
  }

  @Test
  void whoComesFromElsewhereIsLetInAndTheOldAddressNoLonger() {
    provider.provision(SPEC);
    assertThat(provider.caretaker().callers("spark", SPEC.networkRange()).fit()).isTrue();
    api.forgetCalls();
    var node1 = api.memory.all("instance").get(0).id;
    try (var elsewhere = from("203.0.113.7/32")) {
      assertThat(elsewhere.caretaker().callers("spark", SPEC.networkRange()).fit()).isFalse();

      elsewhere.caretaker().allow("spark", SPEC.networkRange());

      assertThat(api.changes())
          .containsExactly("AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress");
      var callers = elsewhere.caretaker().callers("spark", SPEC.networkRange());
      assertThat(callers.letIn()).containsExactly("203.0.113.7/32");
      assertThat(provider.facts("spark").ingress(List.of(node1)).get(node1))
          .extracting(rule -> rule.ports() + " from " + (rule.sameGroup() ? "us" : rule.source()))
          .containsExactlyInAnyOrder(
              "22 from 203.0.113.7/32",
              "6443 from 203.0.113.7/32",
              "30000-32767 from 203.0.113.7/32",
              "all from us");
      api.forgetCalls();
      elsewhere.caretaker().allow("spark", SPEC.networkRange());
      assertThat(api.changes()).as("once more").isEmpty();
    }
  }

  @Test
  void rulesOfOtherPortsAndOtherGroupsStay() {
    provider.provision(SPEC);
    provider.provision(QuickLab.spec("other", "ada"));
    var rule =
        "<item><ipProtocol>tcp</ipProtocol><fromPort>8080</fromPort><toPort>8080</toPort>"
            + "<ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item>";
    api.memory.all("security-group").get(0).rules.add(rule);

    try (var elsewhere = from("203.0.113.7/32")) {
      elsewhere.caretaker().allow("spark", SPEC.networkRange());
    }

    assertThat(api.memory.all("security-group").get(0).rules).contains(rule);
    assertThat(provider.caretaker().callers("other", SPEC.networkRange()).fit()).isTrue();
  }

  @Test
  void aLabWithoutAGroupCannotBeReached() {
    assertThatThrownBy(() -> provider.caretaker().allow("spark", SPEC.networkRange()))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("there is no security group of lab 'spark'");
  }

  @Test
  void labsAreListedWithOwnerLeaseAndWhatTheyHold() {
    provider.provision(SPEC);
    provider.provision(QuickLab.spec("alpha", "bob"));

    var labs = provider.caretaker().labs();

    assertThat(labs)
        .extracting(lab -> lab.name() + " " + lab.owner())
        .containsExactly("alpha bob", "spark ada");
    var spark = labs.get(1);
    assertThat(spark.until()).contains(SPEC.lease().until());
    assertThat(spark.machines()).hasSize(4).allMatch(machine -> machine.type().equals("t2.medium"));
    assertThat(spark.what())
        .isEqualTo(
            "4 instance, 4 volume, 1 key pair, 1 security group, 1 subnet, 1 route table,"
                + " 1 internet gateway, 1 VPC");
  }

  @Test
  void aLabWhoseMachinesEndedThemselvesIsStillListed() {
    provider.provision(SPEC);
    api.memory.all("instance").forEach(machine -> machine.state = "terminated");
    api.memory.all("instance").forEach(machine -> api.memory.things.remove(machine.id));

    var spark = provider.caretaker().labs().get(0);

    assertThat(spark.owner()).isEqualTo("ada");
    assertThat(spark.until()).contains(SPEC.lease().until());
    assertThat(spark.since()).isEmpty();
  }

  @Test
  void theRegionsOfTheAccountAreAsked() {
    assertThat(provider.caretaker().regions()).containsExactly("eu-west-1", "us-east-1");
  }
}
