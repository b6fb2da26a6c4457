package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class Ec2TeardownTest {
  @AutoClose private final FakeEc2 api = new FakeEc2();
  @AutoClose private final Ec2LabProvider provider = api.provider();

  private void provision() {
    provider.provision(QuickLab.spec("spark", "ada"));
    api.forgetCalls();
  }

  @Test
  void aLabIsGivenBackWholeOthersAreLeftAloneAndGivingBackTwiceChangesNothing() {
    provision();
    provider.provision(QuickLab.spec("other", "ada"));
    provider.release("spark");
    assertThat(provider.find("spark")).isEmpty();
    assertThat(provider.find("other")).isPresent();
    assertThat(provider.leftovers("spark")).isEmpty();
    api.forgetCalls();
    provider.release("spark");
    assertThat(api.changes()).isEmpty();
  }

  @Test
  void whatIsStillInUseIsTriedAgain() {
    provision();
    api.memory.add("network-interface", "eni-late", Map.of(LabTags.LAB, "spark"));
    api.refuse("DeleteNetworkInterface", "InvalidNetworkInterface.InUse");
    api.refuse("DeleteNetworkInterface", "InvalidParameterValue");
    api.refuse("DeleteSecurityGroup", "DependencyViolation");
    api.refuse("DeleteSecurityGroup", "DependencyViolation");
    api.refuse("DeleteVpc", "DependencyViolation");

    provider.release("spark");

    assertThat(api.calls("DeleteNetworkInterface")).hasSize(3);
    assertThat(api.calls("DeleteSecurityGroup")).hasSize(3);
    assertThat(provider.leftovers("spark")).isEmpty();
  }

  @Test
  void whatDisappearedMeanwhileIsNoFailure() {
    provision();
    api.refuse("TerminateInstances", "InvalidInstanceID.NotFound");
    api.memory.all("instance").get(0).state = "terminated";
    api.refuse("DetachInternetGateway", "Gateway.NotAttached");

    provider.release("spark");

    assertThat(provider.leftovers("spark")).isEmpty();
  }

  @Test
  void whatCannotBeGivenBackIsNamedAndTheRestIsGivenBackAllTheSame() {
    provision();
    api.refuse("DeleteKeyPair", "UnauthorizedOperation");

    assertThatThrownBy(() -> provider.release("spark"))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageStartingWith("could not give back lab 'spark'")
        .hasMessageContaining("still there: key pair kube-training-spark-")
        .hasMessageContaining("DeleteKeyPair: UnauthorizedOperation")
        .hasMessageContaining("not allowed to do ec2:DeleteKeyPair");
    assertThat(provider.leftovers("spark")).extracting(Leftover::kind).containsExactly("key pair");
  }

  @Test
  void machinesThatStayEndTheTeardownAtOnce() {
    provision();
    api.refuse("TerminateInstances", "OperationNotPermitted");

    assertThatThrownBy(() -> provider.release("spark"))
        .hasMessageContainingAll("TerminateInstances: OperationNotPermitted", "instance i-");
    assertThat(api.changes()).containsExactly("TerminateInstances");
  }

  @Test
  void aLookIntoTheTagsDecidesNotTheAnswerToTheDeletion() {
    provision();
    var vpc = api.memory.all("vpc").get(0);
    api.memory.stubborn.add(vpc.id);

    assertThatThrownBy(() -> api.impatient().release("spark"))
        .hasMessageContaining("still there: VPC " + vpc.id);
  }

  @Test
  void whatIsListedLateIsSeenByTheSecondLookAndGivenBack() {
    api.memory.add("volume", "vol-late", Map.of("kube-training/lab", "spark")).unseen = 1;
    assertThat(provider.leftovers("spark")).hasToString("[volume vol-late of lab 'spark']");
    provider.release("spark");
    assertThat(api.changes()).containsExactly("DeleteVolume");
  }
}
