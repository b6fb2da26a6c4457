package kubetraining.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import kubetraining.wait.NotThereException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PassingFaultsTest {
  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void anAnswerThatSaysNothingPasses(int code) {
    assertThat(PassingFaults.passes(answer(code))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 422})
  void anAnswerIsAnAnswer(int code) {
    assertThat(PassingFaults.passes(answer(code))).isFalse();
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

  private static KubernetesClientException answer(int code) {
    return new KubernetesClientException(
        "answer " + code, code, new StatusBuilder().withCode(code).build());
  }
}
