package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cucumber.java.en.Then;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kubetraining.lab.AccessKey;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.ec2.Ec2Endpoint;
import kubetraining.lab.ec2.Ec2LabProvider;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** The key for a lab on AWS, as far as it can be judged without asking Amazon. */
public record AwsKeySteps(ScenarioNotes notes) {

  @Then("{word} and {word} have the same value")
  public void sameValue(String one, String other) {
    assertThat(printed()).containsKeys(one, other);
    assertThat(printed().get(one)).as(one).isNotEmpty().isEqualTo(printed().get(other));
  }

  @Then("a lab on AWS is refused: {string}")
  public void refused(String message) {
    var key = new AccessKey(id(), printed().get("AWS_SECRET_ACCESS_KEY"));
    assertThatThrownBy(() -> openAndClose(key))
        .as("a lab on AWS with the trainee's settings, before any call")
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining(message);
  }

  @Then("it is not refused with {string} as the secret")
  public void notRefused(String secret) {
    assertThatCode(() -> openAndClose(new AccessKey(id(), secret))).doesNotThrowAnyException();
  }

  private String id() {
    return printed().get("AWS_ACCESS_KEY_ID");
  }

  // Opening looks at the key and calls nobody.
  private static void openAndClose(AccessKey key) {
    Ec2LabProvider.connect(
            Ec2Endpoint.aws(Optional.of("us-east-1"), Optional.empty()),
            key,
            new Waits(),
            Progress.SILENT)
        .close();
  }

  private Map<String, String> printed() {
    return notes
        .answer()
        .stdout()
        .lines()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
