package kubetraining.lab.ec2;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kubetraining.lab.InstanceFacts;
import kubetraining.lab.LabSpec;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LabRightsTest {
  private static final LabSpec SPEC = QuickLab.spec("spark", "ada");
  private static final IamPolicy POLICY = IamPolicy.parse(LabRights.policy());

  private static final String OTHER_CALLER =
      "<item><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort>"
          + "<ipRanges><item><cidrIp>203.0.113.7/32</cidrIp></item></ipRanges></item>";

  @AutoClose private final FakeEc2 api = new FakeEc2();

  @AutoClose private final Ec2LabProvider provider = api.provider(Optional.of(Ec2Memory.ACCOUNT));

  static Collection<String> actions() {
    return POLICY.actions();
  }

  /** Ours with another right, which no lab uses, in the place of each of these. */
  private static IamPolicy without(String... actions) {
    var quoted = Stream.of(actions).map(Pattern::quote).collect(joining("|"));
    return IamPolicy.parse(LabRights.policy().replaceAll("\"(" + quoted + ")\"", "\"s3:None\""));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void withOneRightLessNothingIsMadeAndTheRightIsNamed(String action) {
    api.allowOnly(without(action));

    assertThatThrownBy(() -> provider.provision(SPEC))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("these credentials are not allowed to do " + action + " in")
        .hasMessageContaining("nothing was made: attach the policy that docs/aws.md shows");
    assertThat(api.changes()).containsExactly("GetCallerIdentity");
  }

  @Test
  void allRightsThatAreMissingAreNamedAtOnce() {
    api.allowOnly(without("ec2:DeleteVpc", "ec2:CreateRoute", "ec2:DescribeVpcs"));

    assertThatThrownBy(() -> provider.provision(SPEC))
        .hasMessageContaining(
            "not allowed to do ec2:CreateRoute, ec2:DeleteVpc, ec2:DescribeVpcs in");
  }

  @Test
  void itAllowsNothingWithWhatIsNotALabs() {
    var rights = new RightsOfCalls(POLICY, api.memory.things);
    api.memory.add("vpc", "vpc-foreign", Map.of("Name", "production"));
    api.memory.add("instance", "i-foreign", Map.of());

    for (String call :
        List.of(
            "Action=CreateVpc&CidrBlock=10.0.0.0/16",
            "Action=DeleteVpc&VpcId=vpc-foreign",
            "Action=CreateSubnet&VpcId=vpc-foreign&TagSpecification.1.ResourceType=subnet"
                + "&TagSpecification.1.Tag.1.Key=kube-training/lab&TagSpecification.1.Tag.1.Value=x",
            "Action=TerminateInstances&InstanceId.1=i-foreign",
            "Action=CreateTags&ResourceId.1=i-foreign&Tag.1.Key=kube-training/lab&Tag.1.Value=x",
            "Action=RunInstances&ImageId=ami-new&InstanceType=t2.medium")) {
      assertThat(rights.missing(Ec2Call.parse(call))).as(call).isPresent();
    }
  }

  @Test
  void theDocumentShowsIt() throws IOException {
    assertThat(Path.of("docs/aws.md"))
        .as("after rights have changed, type: mvn -q test-compile exec:java@docs")
        .content()
        .contains("```json\n" + LabRights.policy() + "```\n");
  }

  /** Also without the questions about rights: what those ask for could be more than is needed. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itAllowsAWholeLabAndEachOfItsRightsIsUsed(boolean asksFirst) {
    var rights = api.allowOnly(POLICY);
    try (var lab = asksFirst ? provider : api.provider()) {
      assertThat(lab.provision(SPEC)).hasSize(4);
      lab.find("spark");
      var ids = lab.facts("spark").instances().stream().map(InstanceFacts::id).toList();
      lab.facts("spark").instances(ids);
      lab.facts("spark").ingress(ids);
      lab.facts("spark").image("ami-new");
      assertThat(lab.caretaker().regions()).containsExactly("eu-west-1", "us-east-1");
      lab.caretaker().extend("spark", Lease.of(Duration.ofHours(2)), Set.of());
      api.memory.all("security-group").get(0).rules.add(OTHER_CALLER);
      lab.caretaker().allow("spark", SPEC.networkRange());
      var ours = Map.of(LabTags.LAB, "spark");
      api.memory.add("volume", "vol-left", ours);
      api.memory.add("network-interface", "eni-left", ours);
      lab.release("spark");
      assertThat(lab.leftovers("spark")).isEmpty();
    }
    assertThat(rights.used).isEqualTo(POLICY.actions());
  }

  @Test
  void iamTakesUpTo6144CharactersOfAManagedPolicy() {
    assertThat(LabRights.policy().replaceAll("\\s", "").length()).isLessThan(6144);
  }

  @Test
  void machinesOfOtherTypesAreNotAllowed() {
    api.allowOnly(POLICY);
    var large = QuickLab.spec("spark", "ada", "x1.32xlarge", Optional.empty());
    assertThatThrownBy(() -> provider.provision(large))
        .hasMessageContaining("not allowed to do ec2:RunInstances in");
  }
}
