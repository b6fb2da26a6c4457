package kubetraining.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import kubetraining.wait.NotThereException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PassingFaultsTest {

  @ParameterizedTest
  @CsvSource({
    "429, true",
    "500, true",
    "503, true",
    "504, true",
    "400, false",
    "401, false",
    "403, false",
    "404, false",
    "409, false",
    "422, false"
  })
  void anAnswerThatSaysNothingPassesAndOthersDoNot(int code, boolean passes) {
    var status = new StatusBuilder().withCode(code).build();
    assertThat(PassingFaults.passes(new KubernetesClientException("answer", code, status)))
        .isEqualTo(passes);
  }

  @Test
  void aConnectionThatBrokePassesAlsoInsideAnotherFailure() {
    var reset = new KubernetesClientException("list", new IOException("connection reset"));

    assertThat(PassingFaults.passes(reset)).isTrue();
    assertThat(PassingFaults.passes(new CompletionException(reset))).isTrue();
  }

  @Test
  void whatWasSeenAndOurOwnMistakesDoNotPass() {
    assertThat(PassingFaults.passes(new NotThereException("pod p", "none"))).isFalse();
    assertThat(PassingFaults.passes(new IllegalStateException("our own"))).isFalse();
    assertThat(PassingFaults.passes(new AssertionError("no"))).isFalse();
  }
}
