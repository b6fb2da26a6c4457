package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

final class LoadSeenTest {
  private static final String GOOD =
      """

      Summary:
        Total:	75.0462 secs
        Slowest:	0.1216 secs
        Requests/sec:	247.5007

      Latency distribution:
        95% in 0.0198 secs
        99% in 0.0340 secs

      Status code distribution:
        [200]	18574 responses
      """;

  @Test
  void theSummaryOfHeyIsRead() {
    var seen = LoadSeen.in(GOOD).orElseThrow();

    assertThat(seen)
        .isEqualTo(new LoadSeen(75.0462, 247.5007, Map.of(200, 18574L), Map.of(), 0.034));
    assertThat(seen.served()).isTrue();
    assertThat(seen)
        .hasToString("75 s, 248 requests/s, answers {200=18574}, errors none, 99 % within 34 ms");
  }

  @Test
  void aFewErrorsAreForgivenAndMoreAreNot() {
    String errors =
        """
          [503]	2 responses

        Error distribution:
          [%d]	Get "http://node1:31198/": dial tcp 10.0.0.4:31198: connect: connection refused
        """;

    var few = LoadSeen.in(GOOD + Texts.of(errors, 100)).orElseThrow();
    var many = LoadSeen.in(GOOD + Texts.of(errors, 400)).orElseThrow();

    assertThat(few.failures()).isEqualTo(102);
    assertThat(few.served()).isTrue();
    assertThat(many.served()).isFalse();
    assertThat(many.toString()).contains("connection refused\"=400".replace("\"", ""));
  }

  @Test
  void nobodyServedIsNotServed() {
    var seen =
        LoadSeen.in(
                """
                Summary:
                  Total:	0.0046 secs
                  Requests/sec:	2168.2565

                Error distribution:
                  [10]	Get "http://node1:31198/": dial tcp: connect: connection refused
                """)
            .orElseThrow();

    assertThat(seen.answers()).isEmpty();
    assertThat(seen.failures()).isEqualTo(10);
    assertThat(seen.served()).isFalse();
    assertThat(seen.slowest99()).isZero();
  }

  @Test
  void withoutASummaryThereIsNothing() {
    assertThat(LoadSeen.in("bash: line 1: hey: command not found")).isEmpty();
  }
}
