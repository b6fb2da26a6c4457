package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExtenderLogTest {
  private static final double UNKNOWN = Double.POSITIVE_INFINITY;
  private static final String LOG =
      """
      Starts listening
      Asked about pod default/podpi9 (uid u-1) with 3 possible nodes
      Received node node2 with temperature 30
      Received node node3 with temperature unknown ("hot" is not a number)
      Received node node4 with temperature -2.5
      Chose node with lowest temperature  node4 (celsius=-2.5) for pod podpi9
      Refused GET /filter: use POST here
      Asked about pod default/podpi9 (uid u-2) with 1 possible nodes
      Received node node2 with temperature unknown (no annotation nerdalize/temp)
      Chose node with lowest temperature  node2 (celsius=unknown (no annotation nerdalize/temp)) for pod podpi9
      Asked about pod default/podpi10 (uid u-3) with 0 possible nodes
      no node to choose from for pod default/podpi10 (uid u-3): the scheduler sent an empty list
      """;

  @Test
  void eachDecisionHasItsNodesAndItsChoiceIfOneWasMade() {
    var decisions = new ExtenderLog(LOG).decisions();

    assertThat(decisions)
        .containsExactly(
            new ExtenderLog.Decision(
                "default",
                "podpi9",
                "u-1",
                Map.of("node2", 30.0, "node3", UNKNOWN, "node4", -2.5),
                Optional.of("node4"),
                -2.5),
            new ExtenderLog.Decision(
                "default",
                "podpi9",
                "u-2",
                Map.of("node2", UNKNOWN),
                Optional.of("node2"),
                UNKNOWN),
            new ExtenderLog.Decision(
                "default", "podpi10", "u-3", Map.of(), Optional.empty(), UNKNOWN))
        .extracting(ExtenderLog.Decision::lowest)
        .containsExactly(-2.5, UNKNOWN, UNKNOWN);
    assertThat(new ExtenderLog(LOG).about("u-2")).contains(decisions.get(1));
    assertThat(new ExtenderLog(LOG).about("u-4")).isEmpty();
  }

  @Test
  void theLastOfSeveralDecisionsOnOnePodCounts() {
    String later =
        LOG
            + """
            Asked about pod default/podpi9 (uid u-1) with 1 possible nodes
            Received node node2 with temperature 31
            Chose node with lowest temperature  node2 (celsius=31) for pod podpi9
            """;

    assertThat(new ExtenderLog(later).decisions()).hasSize(4);
    assertThat(new ExtenderLog(later).about("u-1").orElseThrow().chosen()).contains("node2");
  }

  @Test
  void aLogThatEndsInTheMiddleShowsNoChoiceYet() {
    String cut = LOG.substring(0, LOG.indexOf("Received node node4"));

    assertThat(new ExtenderLog(cut).about("u-1").orElseThrow().chosen()).isEmpty();
    assertThat(new ExtenderLog("").decisions()).isEmpty();
  }

  @Test
  void linesOfTwoPodsThatAreMixedAreNoticed() {
    String mixed = LOG.replace("(celsius=-2.5) for pod podpi9", "(celsius=-2.5) for pod podpi8");

    assertThatThrownBy(() -> new ExtenderLog(mixed))
        .hasMessage(
            "lines about two pods are mixed in the extender's log: asked about podpi9, chose for podpi8");
  }
}
