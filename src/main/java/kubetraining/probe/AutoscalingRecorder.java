package kubetraining.probe;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import kubetraining.host.Daemons;
import kubetraining.probe.AutoscalingSeries.Sample;
import kubetraining.wait.NotThereException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an autoscaler again and again, on a thread of its own, while something else goes on. A
 * look that fails is reported, and does not end it.
 */
public final class AutoscalingRecorder implements AutoCloseable {
  private final Callable<Sample> look;
  private final List<Sample> samples = new ArrayList<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(Daemons.threads("autoscaling-recorder"));
  private String trouble = "";
  private @Nullable Exception broken;

  AutoscalingRecorder(Callable<Sample> look, Duration every) {
    this.look = look;
    var unused =
        ticker.scheduleWithFixedDelay(this::lookOnce, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * What to look at.
   *
   * @param name of the autoscaler, of its Deployment, and the value of the label {@code app}
   * @param port where its pods tell how many visits they had
   */
  public record Target(String namespace, String name, int port) {}

  /** Starts to look, the first time at once. Close it to stop. */
  public static AutoscalingRecorder start(KubernetesClient client, Target target, Duration every) {
    var rate = new VisitsProbe.Rate();
    return new AutoscalingRecorder(() -> look(client, target, rate), every);
  }

  /**
   * What was seen so far.
   *
   * @throws IllegalStateException if the recorder itself is broken: what it did not see proves
   *     nothing
   */
  public synchronized AutoscalingSeries series() {
    if (broken != null) {
      throw new IllegalStateException("the autoscaler could not be watched: " + broken, broken);
    }
    return new AutoscalingSeries(samples, trouble);
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }

  private void lookOnce() {
    try {
      Sample sample = look.call();
      synchronized (this) {
        samples.add(sample);
        trouble = "";
      }
    } catch (Exception e) {
      synchronized (this) {
        if (e instanceof KubernetesClientException || e instanceof NotThereException) {
          trouble = e.toString(); // the next look may well succeed
        } else {
          broken = e;
        }
      }
    }
  }

  private static Sample look(KubernetesClient client, Target target, VisitsProbe.Rate rate) {
    String namespace = target.namespace();
    String name = target.name();
    var ready =
        new PodProbe(client)
            .labelled(namespace, "app", name).stream().filter(PodSeen::ready).toList();
    double visits = rate.look(() -> new VisitsProbe(client, target.port()).of(ready));
    return new Sample(
        Instant.now(),
        visits,
        new UsageProbe(client).pods(namespace, "app", name),
        new HpaProbe(client).named(namespace, name),
        ready.size());
  }
}
