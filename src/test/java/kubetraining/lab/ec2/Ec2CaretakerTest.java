package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import kubetraining.lab.LabSpec;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class Ec2CaretakerTest {
  private static final LabSpec SPEC = QuickLab.spec("spark", "ada");
  private static final String UNTIL = "kube-training/expires-at";

  private static final String OTHER_PORT =
      "<item><ipProtocol>tcp</ipProtocol><fromPort>8080</fromPort><toPort>8080</toPort>"
          + "<ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item>";
  @AutoClose private final FakeEc2 api = new FakeEc2();
  @AutoClose private final Ec2LabProvider provider = api.provider();

  @Test
  void aNewLeaseIsNotedOnEverythingOfALabButAMachineThatDidNotTakeIt() {
    provider.provision(SPEC);
    provider.provision(QuickLab.spec("other", "ada"));
    var lease = Lease.of(Duration.ofHours(9));
    provider.caretaker().extend("spark", lease, Set.of("node3"));
    assertThat(api.memory.things.values())
        .filteredOn(thing -> lease.until().toString().equals(thing.tags.get(UNTIL)))
        .containsExactlyElementsOf(
            api.memory.things.values().stream()
                .filter(thing -> thing.tags.get("kube-training/lab").equals("spark"))
                .filter(thing -> !"node3".equals(thing.tags.get("Name")))
                .toList());
  }

  @Test
  void whoComesFromElsewhereIsLetInAndTheOldAddressNoLonger() {
    provider.provision(SPEC);
    provider.provision(QuickLab.spec("other", "ada"));
    var group = api.memory.all("security-group").get(0);
    group.rules.add(OTHER_PORT);
    assertThat(provider.caretaker().callers("spark", SPEC.networkRange()).fit()).isTrue();
    api.forgetCalls();
    var elsewhere = CallerRange.fixed("203.0.113.7/32");
    try (var moved =
        QuickLab.connect(api.endpoint(Optional.empty()).reachedFrom(elsewhere), Progress.SILENT)) {
      assertThat(moved.caretaker().callers("spark", SPEC.networkRange()).fit()).isFalse();
      moved.caretaker().allow("spark", SPEC.networkRange());
      assertThat(api.changes())
          .containsExactly("AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress");
      assertThat(moved.caretaker().callers("spark", SPEC.networkRange()).letIn())
          .containsExactly("203.0.113.7/32");
      assertThat(group.rules)
          .contains(OTHER_PORT)
          .filteredOn(rule -> rule.contains("203.0.113.7/32"))
          .hasSize(3);
      api.forgetCalls();
      moved.caretaker().allow("spark", SPEC.networkRange());
      assertThat(api.changes()).as("once more").isEmpty();
    }
    assertThat(provider.caretaker().callers("other", SPEC.networkRange()).fit()).isTrue();
  }

  @Test
  void aLabWithoutAGroupCannotBeReached() {
    assertThatThrownBy(() -> provider.caretaker().allow("spark", SPEC.networkRange()))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("there is no security group of lab 'spark'");
  }

  @Test
  void labsAreListedWithOwnerLeaseAndWhatTheyHoldAlsoAfterTheirMachinesEnded() {
    provider.provision(SPEC);
    provider.provision(QuickLab.spec("alpha", "bob"));
    var labs = provider.caretaker().labs();
    assertThat(labs)
        .extracting(lab -> lab.name() + " " + lab.owner())
        .containsExactly("alpha bob", "spark ada");
    assertThat(labs.get(1).until()).contains(SPEC.lease().until());
    assertThat(labs.get(1).machines()).hasSize(4).allMatch(it -> it.type().equals("t2.medium"));
    assertThat(labs.get(1).what())
        .isEqualTo(
            "4 instance, 4 volume, 1 key pair, 1 security group, 1 subnet, 1 route table,"
                + " 1 internet gateway, 1 VPC");
    api.memory.all("instance").forEach(machine -> api.memory.things.remove(machine.id));
    var spark = provider.caretaker().labs().get(1);
    assertThat(spark.owner()).isEqualTo("ada");
    assertThat(spark.until()).contains(SPEC.lease().until());
    assertThat(spark.since()).isEmpty();
  }
}
