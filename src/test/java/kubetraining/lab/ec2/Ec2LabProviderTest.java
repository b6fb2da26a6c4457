package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.artifact.ArtifactsTest;
import kubetraining.lab.InstanceFacts;
import kubetraining.lab.LabSpec;
import kubetraining.lab.LabUnavailableException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class Ec2LabProviderTest {
  private static final LabSpec SPEC = QuickLab.spec("spark", "ada");

  @AutoClose private final FakeEc2 api = new FakeEc2();
  @AutoClose private final Ec2LabProvider provider = api.provider();
  private final List<String> notes = new ArrayList<>();

  @Test
  void machinesAreNamedInTheOrderOfTheirAddresses() {
    var machines = provider.provision(SPEC);
    assertThat(machines)
        .extracting(it -> it.name() + " " + it.privateAddress() + " " + it.role())
        .containsExactly(
            "node1 10.42.1.4 CONTROL_PLANE",
            "node2 10.42.1.5 WORKER",
            "node3 10.42.1.12 WORKER",
            "node4 10.42.1.100 WORKER");
    assertThat(machines)
        .extracting(machine -> api.memory.things.get(machine.instanceId()).tags.get("Name"))
        .containsExactly("node1", "node2", "node3", "node4");
  }

  @Test
  void machinesAreOrderedSafely() {
    provider.provision(SPEC);

    var run = api.calls("RunInstances").get(0);
    assertThat(run.parameters())
        .containsEntry("ImageId", "ami-new")
        .containsEntry("MetadataOptions.HttpTokens", "required")
        .containsEntry("InstanceInitiatedShutdownBehavior", "terminate")
        .containsEntry("BlockDeviceMapping.1.DeviceName", "/dev/sda1")
        .containsEntry("BlockDeviceMapping.1.Ebs.Encrypted", "true")
        .containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true")
        .containsEntry("NetworkInterface.1.AssociatePublicIpAddress", "false")
        .doesNotContainKey("CreditSpecification.CpuCredits");
    var userData =
        new String(Base64.getDecoder().decode(run.get("UserData")), StandardCharsets.UTF_8);
    assertThat(userData).isEqualTo(SPEC.lease().script());
    for (String type : List.of("instance", "volume", "network-interface")) {
      assertThat(run.tagsOn(type))
          .containsEntry("kube-training/lab", "spark")
          .containsEntry("kube-training/owner", "ada")
          .containsEntry("kube-training/expires-at", SPEC.lease().until().toString());
    }
  }

  @Test
  void creditsAreAskedForIfTheyAreSet() {
    provider.provision(QuickLab.spec("spark", "ada", "t3.medium", Optional.of("unlimited")));

    assertThat(api.calls("RunInstances").get(0).parameters())
        .containsEntry("InstanceType", "t3.medium")
        .containsEntry("CreditSpecification.CpuCredits", "unlimited");
  }

  @Test
  void remainsOfAnEarlierRunAreGivenBackFirst() {
    var earlier = provider.provision(SPEC);

    var later = provider.provision(SPEC);

    assertThat(later).doesNotContainAnyElementsOf(earlier).hasSize(4);
    assertThat(api.memory.all("vpc")).hasSize(1);
  }

  @Test
  void aLabOfSomebodyElseIsLeftAlone() {
    provider.provision(SPEC);

    assertThatThrownBy(() -> provider.provision(QuickLab.spec("spark", "bob")))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContainingAll("belongs to ada, not to bob", "-Dlab.name=");
    assertThat(provider.find("spark")).isPresent();
  }

  @Test
  void aLabIsFoundOnlyWhole() {
    assertThat(provider.find("spark")).as("nothing there").isEmpty();
    var machines = provider.provision(SPEC);
    var node3 = api.memory.things.get(machines.get(2).instanceId());

    node3.tags.remove("Name");
    assertThat(provider.find("spark")).as("a machine without a name").isEmpty();
    node3.tags.put("Name", "node3");
    node3.checks = "impaired";
    assertThat(provider.find("spark")).as("a machine that fails its checks").isEmpty();
    node3.checks = "ok";
    assertThat(provider.find("spark")).as("all well again").contains(machines);
    node3.state = "terminated";
    assertThat(provider.find("spark")).as("a machine that is gone").isEmpty();
    assertThat(provider.find("other")).as("another lab").isEqualTo(Optional.empty());
  }

  @Test
  void theFactsShowHowTheMachinesAreAndWhoIsLetIn() {
    provider.provision(SPEC);
    api.memory.all("instance").get(0).checks = "impaired";
    var facts = provider.facts("spark");
    // The machine made first has the third address, see Ec2Memory.
    assertThat(facts.instances())
        .extracting(it -> it.name() + " " + it.state() + " " + it.checksPassed())
        .containsExactly(
            "node1 running true",
            "node2 running true",
            "node3 running false",
            "node4 running true");
    assertThat(facts.instances())
        .allSatisfy(it -> assertThat(it.tags()).containsEntry("kube-training/owner", "ada"));
    var ids = facts.instances().stream().map(InstanceFacts::id).toList();
    assertThat(facts.ingress(ids)).hasSize(4);
    assertThat(facts.ingress(ids).get(ids.get(0)))
        .extracting(rule -> rule.ports() + " from " + (rule.sameGroup() ? "us" : rule.source()))
        .containsExactly(
            "22 from 10.42.1.1/32",
            "6443 from 10.42.1.1/32",
            "30000-32767 from 10.42.1.1/32",
            "all from us");
    assertThat(provider.facts("other").instances()).isEmpty();
  }

  @Test
  void whatMachinesAndGroupsAreDoesNotGoByTheirTags() {
    provider.provision(SPEC);
    var node3 = api.memory.all("instance").get(2);
    var open = api.memory.add("security-group", "sg-open", Map.of());
    open.rules.add(
        "<item><ipProtocol>-1</ipProtocol><ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item>"
            + "</ipv6Ranges><prefixListIds><item><prefixListId>pl-1</prefixListId></item>"
            + "</prefixListIds></item>");
    node3.groups.add("sg-open");
    node3.tags.clear();

    var facts = provider.facts("spark");

    assertThat(facts.instances()).hasSize(3);
    assertThat(facts.instances(List.of(node3.id)))
        .singleElement()
        .satisfies(seen -> assertThat(seen.tags()).isEmpty());
    assertThat(facts.ingress(List.of(node3.id)).get(node3.id))
        .filteredOn(rule -> rule.group().equals("sg-open"))
        .extracting(rule -> rule.protocol() + " from " + rule.source())
        .containsExactly("-1 from ::/0", "-1 from pl-1");
  }

  @Test
  void itIsSaidFirstWhoPaysAndForWhat() {
    provisionFor(Ec2Memory.ACCOUNT);

    assertThat(notes.get(0))
        .startsWith("4 x t2.medium from the EC2 API at")
        .endsWith("paid by account 123456789012; CPU credits: AWS's default for the type");
    assertThat(api.actions()).first().isEqualTo("GetCallerIdentity");
  }

  @Test
  void anotherAccountThanTheRequiredOneIsRefusedBeforeAnythingIsMade() {
    assertThatThrownBy(() -> provisionFor("999999999999"))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageStartingWith(
            "the credentials belong to account 123456789012, but lab.aws.account asks for"
                + " 999999999999");
    assertThat(api.actions()).containsExactly("GetCallerIdentity");
  }

  @Test
  void amazonIsAlwaysAskedAndAnApiOfThisComputerOnlyIfAnAccountIsRequired() {
    assertThat(Ec2Endpoint.aws(Optional.of("eu-west-1"), Optional.empty()).hasAccounts()).isTrue();
    assertThat(api.endpoint(Optional.empty()).hasAccounts()).isFalse();
    api.provider().provision(QuickLab.spec("spark", "ada"));
    assertThat(api.actions()).doesNotContain("GetCallerIdentity");
  }

  private void provisionFor(String account) {
    var endpoint = api.endpoint(Optional.of(account));
    try (var provider = QuickLab.connect(endpoint, ArtifactsTest.telling(notes))) {
      provider.provision(QuickLab.spec("spark", "ada"));
    }
  }
}
