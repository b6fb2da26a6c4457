package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.lab.LabSpec;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.progress.Progress;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Ec2LabProviderTest {
  private static final LabSpec SPEC = spec("spark", "ada");

  private FakeEc2 api;
  private Ec2LabProvider provider;

  @BeforeEach
  void start() throws IOException {
    api = new FakeEc2();
    provider = connect(api);
  }

  @AfterEach
  void stop() {
    provider.close();
    api.close();
  }

  static Ec2LabProvider connect(FakeEc2 api) {
    return connect(api, Duration.ofSeconds(20));
  }

  static Ec2LabProvider connect(FakeEc2 api, Duration limit) {
    var local = Ec2Endpoint.local(api.uri());
    var fast =
        new Ec2Endpoint(
            local.api(), local.region(), false, local.caller(), Duration.ofMillis(2), limit, limit);
    return Ec2LabProvider.connect(fast, new Waits(new WaitLedger()), Progress.SILENT);
  }

  static LabSpec spec(String name, String owner) {
    return new LabSpec(
        name, 4, "t2.medium", owner, "10.42.0.0/16", Duration.ofHours(4), "ssh-ed25519 AAAA lab");
  }

  @Test
  void machinesAreNamedInTheOrderOfTheirAddresses() {
    var machines = provider.provision(SPEC);

    assertThat(machines)
        .extracting(Machine::name)
        .containsExactly("node1", "node2", "node3", "node4");
    assertThat(machines)
        .extracting(Machine::privateAddress)
        .containsExactly("10.42.1.4", "10.42.1.5", "10.42.1.12", "10.42.1.100");
    assertThat(machines)
        .extracting(Machine::role)
        .containsExactly(
            MachineRole.CONTROL_PLANE, MachineRole.WORKER, MachineRole.WORKER, MachineRole.WORKER);
    assertThat(machines)
        .extracting(machine -> api.memory.things.get(machine.instanceId()).tags.get("Name"))
        .containsExactly("node1", "node2", "node3", "node4");
    assertThat(provider.find("spark")).contains(machines);
  }

  @Test
  void whatCanBeKnownBeforehandIsAskedBeforeAnythingIsMade() {
    provider.provision(SPEC);

    assertThat(api.actions())
        .startsWith("DescribeImages", "DescribeInstanceTypeOfferings", "RunInstances (dry run)");
    assertThat(api.changes())
        .containsExactly(
            "CreateVpc",
            "CreateInternetGateway",
            "AttachInternetGateway",
            "CreateSubnet",
            "CreateRouteTable",
            "CreateRoute",
            "AssociateRouteTable",
            "CreateSecurityGroup",
            "AuthorizeSecurityGroupIngress",
            "ImportKeyPair",
            "RunInstances",
            "CreateTags",
            "CreateTags",
            "CreateTags",
            "CreateTags");
  }

  @Test
  void everythingIsTaggedByTheCallThatMakesIt() {
    provider.provision(SPEC);

    var onCreation =
        Map.of(
            "CreateVpc", "vpc",
            "CreateInternetGateway", "internet-gateway",
            "CreateSubnet", "subnet",
            "CreateRouteTable", "route-table",
            "CreateSecurityGroup", "security-group",
            "ImportKeyPair", "key-pair");
    onCreation.forEach(
        (action, type) -> assertTagged(action, api.calls(action).get(0).tagsOn(type)));
    var run = api.calls("RunInstances").get(1);
    for (String type : List.of("instance", "volume", "network-interface")) {
      assertTagged("RunInstances, " + type, run.tagsOn(type));
    }
  }

  private static void assertTagged(String what, Map<String, String> tags) {
    assertThat(tags)
        .as("tags of %s", what)
        .containsEntry("kube-training/lab", "spark")
        .containsEntry("kube-training/owner", "ada")
        .containsEntry("kube-training/machines", "4");
    assertThat(Instant.parse(tags.get("kube-training/expires-at")))
        .as("expiry of %s", what)
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(239)),
            Instant.now().plus(Duration.ofMinutes(241)));
  }

  @Test
  void onlyTheCallerAndTheMachinesThemselvesAreLetIn() {
    provider.provision(SPEC);

    var ingress = api.calls("AuthorizeSecurityGroupIngress").get(0);
    for (int i = 1; i <= 3; i++) {
      assertThat(ingress.get("IpPermissions.%d.IpRanges.1.CidrIp", i)).isEqualTo("10.42.1.1/32");
      assertThat(ingress.get("IpPermissions.%d.IpRanges.2.CidrIp", i)).isEmpty();
    }
    assertThat(
            List.of(1, 2, 3).stream()
                .map(
                    i ->
                        ingress.get("IpPermissions.%d.FromPort", i)
                            + "-"
                            + ingress.get("IpPermissions.%d.ToPort", i)))
        .containsExactly("22-22", "6443-6443", "30000-32767");
    assertThat(ingress.get("IpPermissions.4.IpProtocol")).isEqualTo("-1");
    assertThat(ingress.get("IpPermissions.4.Groups.1.GroupId"))
        .isEqualTo(ingress.get("GroupId"))
        .isNotEmpty();
    assertThat(ingress.get("IpPermissions.5.IpProtocol")).isEmpty();
  }

  @Test
  void machinesAreOrderedSafely() {
    provider.provision(SPEC);

    var run = api.calls("RunInstances").get(1);
    assertThat(run.get("ImageId")).as("the newest image").isEqualTo("ami-new");
    assertThat(run.get("MinCount") + run.get("MaxCount")).isEqualTo("44");
    assertThat(run.get("InstanceType")).isEqualTo("t2.medium");
    assertThat(run.get("ClientToken")).matches("spark-[0-9a-f]{16}");
    assertThat(run.get("MetadataOptions.HttpTokens")).isEqualTo("required");
    assertThat(run.get("InstanceInitiatedShutdownBehavior")).isEqualTo("terminate");
    assertThat(run.get("BlockDeviceMapping.1.DeviceName")).isEqualTo("/dev/sda1");
    assertThat(run.get("BlockDeviceMapping.1.Ebs.Encrypted")).isEqualTo("true");
    assertThat(run.get("BlockDeviceMapping.1.Ebs.DeleteOnTermination")).isEqualTo("true");
    assertThat(run.get("BlockDeviceMapping.1.Ebs.VolumeType")).isEqualTo("gp3");
    assertThat(run.get("BlockDeviceMapping.1.Ebs.VolumeSize")).isEqualTo("20");
    assertThat(run.get("NetworkInterface.1.AssociatePublicIpAddress")).isEqualTo("false");
    var userData =
        new String(Base64.getDecoder().decode(run.get("UserData")), StandardCharsets.UTF_8);
    assertThat(userData).isEqualTo("#!/bin/sh\nshutdown -h +240\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateVpc",
        "CreateInternetGateway",
        "AttachInternetGateway",
        "CreateSubnet",
        "CreateRouteTable",
        "CreateRoute",
        "AssociateRouteTable",
        "CreateSecurityGroup",
        "AuthorizeSecurityGroupIngress",
        "ImportKeyPair",
        "CreateTags"
      })
  void whateverFailsInTheMiddleEverythingIsUndone(String action) {
    api.refuse(action, "InternalFailure");

    assertThatThrownBy(() -> provider.provision(SPEC))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining(action + ": InternalFailure")
        .satisfies(e -> assertThat(e.getCause().getSuppressed()).noneMatch(this::isTeardown));
    assertThat(provider.leftovers()).isEmpty();
  }

  private boolean isTeardown(Throwable suppressed) {
    return String.valueOf(suppressed.getMessage()).contains("teardown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateVpc", "CreateSubnet", "ImportKeyPair"})
  void whatWasMadeByACallWhoseAnswerGotLostIsFoundByItsTag(String action) {
    for (int attempt = 0; attempt < 3; attempt++) {
      api.refuse(action, 503, "Unavailable", "not now");
    }
    api.memory.add(
        "volume", "vol-lost", Map.of("kube-training/lab", "spark", "kube-training/owner", "ada"));

    assertThatThrownBy(() -> provider.provision(SPEC)).hasMessageContaining(action);
    assertThat(provider.leftovers()).isEmpty();
  }

  @Test
  void aFailedUndoIsToldBesidesTheFailure() {
    api.refuse("CreateSubnet", "InvalidSubnet.Conflict");
    api.refuse("DeleteVpc", "UnauthorizedOperation").refuse("DeleteVpc", "UnauthorizedOperation");

    assertThatThrownBy(() -> provider.provision(SPEC))
        .hasMessageContaining("InvalidSubnet.Conflict")
        .satisfies(e -> assertThat(e.getCause().getSuppressed()).anyMatch(this::isTeardown));
    assertThat(provider.leftovers("spark")).hasToString("[VPC vpc-1 of lab 'spark']");
  }

  @Test
  void aRequestForMachinesThatGotNoAnswerIsNotCarriedOutTwice() {
    api.loseAnswer("RunInstances");

    assertThat(provider.provision(SPEC)).hasSize(4);
    assertThat(api.memory.all("instance")).hasSize(4);
    assertThat(api.calls("RunInstances")).as("the rehearsal, and one order").hasSize(2);
  }

  @Test
  void aRequestForMachinesThatWasNeverCarriedOutIsSentAgain() {
    api.refuse("RunInstances", "DryRunOperation");
    api.refuse("RunInstances", 500, "InternalError", "out of order");

    assertThat(provider.provision(SPEC)).hasSize(4);
    var requests = api.calls("RunInstances");
    assertThat(requests).hasSize(3);
    assertThat(requests.get(1).get("ClientToken")).isEqualTo(requests.get(2).get("ClientToken"));
  }

  @Test
  void moreMachinesThanAskedForAreGivenBackAgain() {
    api.memory.makeMachines(2);

    assertThatThrownBy(() -> provider.provision(SPEC))
        .hasMessageContaining("more machines than were asked for");
    assertThat(provider.leftovers()).isEmpty();
  }

  @Test
  void aMachineThatDiesEndsTheWaitAndSaysWhy() {
    api.memory.onNewMachine(
        machine -> {
          if (machine.address.endsWith(".12")) {
            machine.checks = "initializing";
            machine.state = "shutting-down";
            machine.reason = "Client.VolumeLimitExceeded: Volume limit exceeded";
          }
        });

    assertThatThrownBy(() -> provider.provision(SPEC))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("4 machines to pass their status checks can no longer happen")
        .hasMessageContaining("Client.VolumeLimitExceeded");
    assertThat(provider.leftovers()).isEmpty();
  }

  @Test
  void aMachineThatNeverPassesItsChecksIsNamedWhenTheLimitIsReached() {
    api.memory.onNewMachine(machine -> machine.checks = "initializing");

    assertThatThrownBy(() -> connect(api, Duration.ofMillis(200)).provision(SPEC))
        .hasMessageContaining("4 machines to pass their status checks: not within")
        .hasMessageContaining("running, checks initializing");
    assertThat(provider.leftovers()).isEmpty();
  }

  @Test
  void aMachineThatIsNotKnownEverywhereAtFirstIsNamedAllTheSame() {
    api.refuse("CreateTags", "InvalidInstanceID.NotFound");
    api.refuse("DescribeInstanceStatus", "InvalidInstanceID.NotFound");

    assertThat(provider.provision(SPEC)).hasSize(4);
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

    assertThatThrownBy(() -> provider.provision(spec("spark", "bob")))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("belongs to ada, not to bob")
        .hasMessageContaining("-Dlab.name=");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UnauthorizedOperation        | may not do ec2:RunInstances; attach the policy"
            + " AmazonEC2FullAccess",
        "InsufficientInstanceCapacity | choose another region or instance type",
        "VcpuLimitExceeded            | ask for more in Service Quotas",
        "AuthFailure                  | AWS does not accept these credentials",
        "ExpiredToken                 | the credentials have expired",
        "SomethingNew                 | RunInstances: SomethingNew: because the test says so",
      })
  void aRefusedOrderIsToldInTheUsersTermsBeforeAnythingIsMade(String code, String words) {
    api.refuse("RunInstances", code);

    assertThatThrownBy(() -> provider.provision(SPEC))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageStartingWith(
            "could not bring up 4 x t2.medium for lab 'spark' with the EC2 API at http://127.0.0.1")
        .hasMessageContaining(words);
    assertThat(api.changes()).isEmpty();
  }

  @Test
  void theEncodedPartOfARefusalIsLeftOut() {
    api.refuse(
        "RunInstances",
        403,
        "UnauthorizedOperation",
        "You are not authorized. Encoded authorization failure message: 4kq9nqFzVvE");

    assertThatThrownBy(() -> provider.provision(SPEC))
        .hasMessageContaining("You are not authorized. (request request-7)")
        .hasMessageNotContaining("4kq9nqFzVvE");
  }

  @Test
  void aThrottledOrderIsRepeated() {
    api.refuse("RunInstances", 503, "RequestLimitExceeded", "Request limit exceeded.");

    assertThat(provider.provision(SPEC)).hasSize(4);
  }

  @Test
  void anApiThatDoesNotAnswerIsNamed() {
    api.close();

    assertThatThrownBy(() -> provider.leftovers())
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("could not look for leftovers with the EC2 API at " + api.uri())
        .hasMessageContaining("no answer came");
  }

  @Test
  void aWrongNetworkRangeIsRefusedBeforeAnyCall() {
    var wrong =
        new LabSpec(
            "spark", 4, "t2.medium", "ada", "10.42.0.0/20", Duration.ofHours(4), "ssh-ed25519 A");

    assertThatThrownBy(() -> provider.provision(wrong)).hasMessageContaining("is a /16");
    assertThat(api.actions()).isEmpty();
  }
}
