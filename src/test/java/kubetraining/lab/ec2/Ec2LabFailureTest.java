package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kubetraining.lab.LabSpec;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;
import kubetraining.progress.Progress;
import kubetraining.wait.WaitTimeoutException;
import kubetraining.wait.Waits;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class Ec2LabFailureTest {
  private static final LabSpec SPEC = QuickLab.spec("spark", "ada");

  private static final String REHEARSAL = "RunInstances (dry run)";

  @AutoClose private final FakeEc2 api = new FakeEc2();
  @AutoClose private final Ec2LabProvider provider = api.provider();

  /** The calls that make a lab, in order. */
  static List<String> calls() {
    try (var api = new FakeEc2();
        var provider = api.provider()) {
      provider.provision(SPEC);
      return api.changes().stream().distinct().toList();
    }
  }

  /** Those that name what was made by another. */
  static List<String> callsAboutOthers() {
    var first = Set.of("CreateVpc", "CreateInternetGateway", "ImportKeyPair");
    return Stream.concat(calls().stream(), Stream.of("DescribeInstanceStatus"))
        .filter(action -> !first.contains(action))
        .toList();
  }

  /** How a lab cannot be brought up; nothing of it is left then. */
  private AbstractThrowableAssert<?, ?> assertThatItFails() {
    var failure =
        assertThatThrownBy(() -> provider.provision(SPEC))
            .isInstanceOf(LabUnavailableException.class);
    assertThat(provider.leftovers("spark")).isEmpty();
    return failure;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void whateverFailsInTheMiddleEverythingIsUndone(String action) {
    api.refuse(action, "InternalFailure");
    assertThatItFails()
        .hasMessageContaining(action + ": InternalFailure")
        .hasMessageNotContaining("still there");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aCallWhoseAnswerGotLostIsNoFailureAndNotCarriedOutTwice(String action) {
    api.loseAnswer(action);

    assertThat(provider.provision(SPEC)).hasSize(4);
    assertThat(api.memory.all("instance")).hasSize(4);
    assertThat(api.memory.all("subnet")).hasSize(1);
    provider.release("spark");
    assertThat(provider.leftovers("spark")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("callsAboutOthers")
  void whatIsNotKnownEverywhereAtFirstIsAskedForAgain(String action) {
    api.refuse(action, "InvalidThing.NotFound").refuse(action, "InvalidThing.NotFound");

    assertThat(provider.provision(SPEC)).hasSize(4);
  }

  @Test
  void whatStaysUnknownEndsTheWaitWithItsCode() {
    try (var connection = Ec2Connection.open(api.endpoint(Optional.empty()))) {
      // A minute, in 60 milliseconds.
      var waits = new Waits().times(0.001);
      var session = new Ec2Session(connection, waits, Progress.SILENT);

      Supplier<?> call = () -> connection.calls().deleteVpc(r -> r.vpcId("v"));
      assertThatThrownBy(() -> session.known("vpc-1 to be known", call))
          .isInstanceOf(WaitTimeoutException.class)
          .hasMessageContainingAll("vpc-1 to be known", "InvalidThing.NotFound");
    }
  }

  @Test
  void whatWasMadeByACallWhoseAnswerGotLostIsFoundByItsTag() {
    for (int attempt = 0; attempt < Ec2Connection.ATTEMPTS; attempt++) {
      api.refuse("CreateSubnet", 503, "Unavailable", "not now");
    }
    api.memory.add(
        "volume", "vol-lost", Map.of("kube-training/lab", "spark", "kube-training/owner", "ada"));
    assertThatItFails().hasMessageContaining("CreateSubnet");
  }

  @Test
  void anUndoThatFailsTwiceIsToldBesidesTheFailure() {
    api.refuse("CreateSubnet", "InvalidSubnet.Conflict");
    api.refuse("DeleteVpc", "UnauthorizedOperation");
    assertThatItFails()
        .hasMessageContaining("CreateSubnet: InvalidSubnet.Conflict")
        .hasMessageNotContaining("also,");
    api.refuse("CreateSubnet", "InvalidSubnet.Conflict");
    api.refuse("DeleteVpc", "UnauthorizedOperation").refuse("DeleteVpc", "UnauthorizedOperation");
    assertThatThrownBy(() -> provider.provision(SPEC))
        .hasMessageContaining("CreateSubnet: InvalidSubnet.Conflict")
        .hasMessageContaining("also, could not give back lab 'spark'")
        .hasMessageContaining("still there: VPC vpc-");
    assertThat(provider.leftovers("spark")).extracting(Leftover::kind).containsExactly("VPC");
  }

  /** Of zones without machines, Amazon tells with a status that leaves open what was done. */
  @Test
  void aZoneWithoutMachinesIsAskedOnceAndLeftForTheNext() {
    api.refuse("RunInstances", 500, "InsufficientInstanceCapacity", "We have none.");

    assertThat(provider.provision(SPEC)).hasSize(4);
    assertThat(api.calls("CreateSubnet"))
        .extracting(call -> call.get("AvailabilityZone"))
        .containsExactly("us-east-1a", "us-east-1b");
    assertThat(api.memory.all("subnet")).hasSize(1);
    assertThat(api.calls("RunInstances"))
        .hasSize(2)
        .extracting(call -> call.get("ClientToken"))
        .as("AWS takes no token for two orders that differ")
        .doesNotHaveDuplicates();
  }

  @Test
  void aRehearsalWithoutAnAnswerAndAnOrderThatWasNotCarriedOutAreRepeated() {
    api.refuse(REHEARSAL, 500, "InternalError", "out of order");
    api.refuse("RunInstances", 500, "InternalError", "out of order");
    api.refuse("RunInstances", 503, "RequestLimitExceeded", "Request limit exceeded.");
    assertThat(provider.provision(SPEC)).hasSize(4);
    assertThat(api.calls("RunInstances"))
        .hasSize(3)
        .extracting(call -> call.get("ClientToken"))
        .containsOnly(api.calls("RunInstances").get(0).get("ClientToken"));
  }

  @Test
  void moreMachinesThanAskedForAreGivenBackAgain() {
    api.memory.copies = 2;
    assertThatItFails().hasMessageContaining("more machines than were asked for");
  }

  @Test
  void aMachineThatDiesEndsTheWaitAndSaysWhy() {
    api.memory.fate =
        machine -> {
          machine.checks = "initializing";
          machine.state = machine.address.endsWith(".12") ? "shutting-down" : "running";
          machine.reason = "Client.VolumeLimitExceeded: Volume limit exceeded";
        };
    assertThatItFails()
        .hasMessageContaining("gave up waiting for 4 machines to pass their status checks")
        .hasMessageContaining("Client.VolumeLimitExceeded");
  }

  @Test
  void aMachineThatNeverPassesItsChecksIsNamedWhenTheLimitIsReached() {
    api.memory.fate = machine -> machine.checks = "initializing";

    assertThatThrownBy(() -> api.impatient().provision(SPEC))
        .hasMessageContaining("expected 4 machines to pass their status checks within")
        .hasMessageContaining("running, checks initializing");
    assertThat(provider.leftovers("spark")).isEmpty();
  }

  @Test
  void anInterruptedRunUndoesEverythingAndStaysInterrupted() {
    api.memory.fate = machine -> machine.checks = "initializing";
    var endpoint = api.endpoint(Optional.empty());
    try (var interrupted = QuickLab.connect(endpoint, new InterruptingProgress())) {
      assertThatThrownBy(() -> interrupted.provision(SPEC))
          .isInstanceOf(LabUnavailableException.class)
          .hasMessageStartingWith("could not bring up 4 x t2.medium");
    }

    assertThat(Thread.interrupted()).as("the thread is still interrupted").isTrue();
    assertThat(provider.leftovers("spark")).isEmpty();
  }

  /** Interrupts the run when it begins to wait for the status checks. */
  private static final class InterruptingProgress implements Progress {
    @Override
    public void awaiting(String what) {
      if (what.contains("status checks")) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UnauthorizedOperation | ec2:RunInstances; attach the policy that docs/aws.md shows",
        "AccessDenied                 | not allowed to do ec2:RunInstances; attach the policy",
        "InsufficientInstanceCapacity | choose another region or instance type",
        "VcpuLimitExceeded            | ask for more in Service Quotas",
        "AuthFailure                  | AWS does not accept these credentials",
        "ExpiredToken                 | the credentials have expired",
        "SomethingNew                 | RunInstances: SomethingNew: the test says so.",
      })
  void aRefusedOrderIsToldInTheUsersTermsBeforeAnythingIsMade(String code, String words) {
    api.refuse(
        REHEARSAL, 403, code, "the test says so. Encoded authorization failure message: 4kq9nqFzV");

    assertThatItFails()
        .hasMessageStartingWith(
            "could not bring up 4 x t2.medium for lab 'spark' with the EC2 API at http://127.0.0.1")
        .hasMessageContaining(words)
        .hasMessageNotContaining("4kq9nqFzV");
    assertThat(api.changes()).isEmpty();
  }

  @Test
  void anApiThatDoesNotAnswerIsNamed() {
    api.close();

    assertThatThrownBy(() -> provider.leftovers("spark"))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining(
            "could not look for leftovers of lab 'spark' with the EC2 API at " + api.uri())
        .hasMessageContaining("there was no answer");
  }

  @Test
  void aWrongNetworkRangeIsRefusedBeforeAnyCall() {
    var wrong =
        QuickLab.spec("spark", "ada", "t2.medium", Optional.empty(), "10.42.0.0/20", SPEC.lease());
    assertThatThrownBy(() -> provider.provision(wrong)).hasMessageContaining("is a /16");
    assertThat(api.actions()).isEmpty();
  }

  @Test
  void zonesThatAllHaveNoMachinesAreNamed() {
    api.refuse("RunInstances", 500, "InsufficientInstanceCapacity", "We have none.");
    api.refuse("RunInstances", "InsufficientInstanceCapacity");
    assertThatItFails()
        .hasMessageContaining("no 4 x t2.medium left at the moment")
        .hasMessageContaining("in any of its zones us-east-1a, us-east-1b");
  }
}
