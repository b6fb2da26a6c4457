package kubetraining.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import kubetraining.course.Outcome;
import kubetraining.wait.NotThereException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PassingFaultsTest {
  private static final Set<FaultyApi.Fault> TEXTS =
      Set.of(FaultyApi.Fault.PAGE_OF_A_PROXY, FaultyApi.Fault.CUT_JSON);

  /** Nothing that happens on the way makes a step wrong, undone or true; see docs/observe.md. */
  @ParameterizedTest
  @EnumSource(FaultyApi.Fault.class)
  void whatBreaksOnTheWayIsTheLabs(FaultyApi.Fault fault) throws IOException {
    var judgement = new Judgement(List::of, () -> false);
    try (var api = new FaultyApi(fault);
        var client = api.client()) {
      var pods = client.pods().inNamespace("default");
      Map<String, Callable<Object>> looks =
          Map.of(
              "one", () -> pods.withName("podpi9").get(),
              "all", () -> pods.list().getItems(),
              "labelled", () -> pods.withLabel("app", "podpi").list().getItems(),
              "raw", () -> client.raw("/api/v1/nodes/node4/proxy/configz"),
              "deployments", () -> client.apps().deployments().list().getItems());
      looks.forEach(
          (name, look) -> {
            if (name.equals("raw") && TEXTS.contains(fault)) {
              return; // whoever asks for a text gets one
            }
            var thrown = catchThrowable(look::call);
            assertThat(thrown).as("%s, %s", name, fault).isNotNull();
            assertThat(judgement.of(thrown).outcome())
                .as("%s, %s: %s", name, fault, thrown)
                .isEqualTo(Outcome.LAB_FAULT);
          });
    }
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
