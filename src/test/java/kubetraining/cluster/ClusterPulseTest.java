package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import kubetraining.remote.SshGreeting;
import org.junit.jupiter.api.Test;

final class ClusterPulseTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private final Map<String, Callable<String>> looks = new LinkedHashMap<>();

  @Test
  void everyPartThatDoesNotAnswerIsNamedWithWhatItMet() {
    looks.put("the API server", () -> "ok");
    looks.put("node1", () -> SshGreeting.EXPECTED);
    assertThat(ClusterPulse.silent(looks, LIMIT)).isEmpty();
    looks.put("the API server", () -> null);
    looks.put(
        "node2",
        () -> {
          throw new ConnectException("Connection refused");
        });

    assertThat(ClusterPulse.silent(looks, LIMIT))
        .containsExactly(
            "the API server does not answer: it says 'null'",
            "node2 does not answer: Connection refused");
  }

  @Test
  void aPartThatHangsIsNotWaitedFor() {
    var never = new CountDownLatch(1);
    looks.put(
        "node3",
        () -> {
          never.await();
          return "ok";
        });
    looks.put("node4", () -> "ok");
    long start = System.nanoTime();

    assertThat(ClusterPulse.silent(looks, Duration.ofMillis(200)))
        .containsExactly("node3 does not answer: nothing within 200 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    never.countDown();
  }
}
