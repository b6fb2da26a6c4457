package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.artifact.ArtifactsTest;
import kubetraining.lab.LabUnavailableException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class Ec2AccountTest {
  @AutoClose private final FakeEc2 api = new FakeEc2();
  private final List<String> notes = new ArrayList<>();

  @Test
  void itIsSaidFirstWhoPaysAndForWhat() {
    provision(Ec2Memory.ACCOUNT);

    assertThat(notes.get(0))
        .startsWith("4 x t2.medium from the EC2 API at")
        .endsWith("paid by account 123456789012; CPU credits: AWS's default for the type");
    assertThat(api.actions()).first().isEqualTo("GetCallerIdentity");
  }

  @Test
  void anotherAccountThanTheRequiredOneIsRefusedBeforeAnythingIsMade() {
    assertThatThrownBy(() -> provision("999999999999"))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageStartingWith(
            "the credentials belong to account 123456789012, but lab.aws.account asks for"
                + " 999999999999");
    assertThat(api.actions()).containsExactly("GetCallerIdentity");
  }

  @Test
  void amazonIsAlwaysAskedAndAnApiOfThisComputerOnlyIfAnAccountIsRequired() {
    assertThat(Ec2Endpoint.aws(Optional.of("eu-west-1"), Optional.empty()).hasAccounts()).isTrue();
    assertThat(Ec2Endpoint.local(api.uri()).hasAccounts()).isFalse();
    QuickLab.connect(api).provision(QuickLab.spec("spark", "ada"));
    assertThat(api.actions()).doesNotContain("GetCallerIdentity");
  }

  private void provision(String account) {
    var endpoint = QuickLab.endpoint(api, Optional.of(account));
    try (var provider = QuickLab.connect(endpoint, ArtifactsTest.telling(notes))) {
      provider.provision(QuickLab.spec("spark", "ada"));
    }
  }
}
