package kubetraining.probe;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import kubetraining.wait.NotThereException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an autoscaler again and again, on a thread of its own, while something else goes on. A
 * look that fails is told, and does not end it.
 */
public final class AutoscalingRecorder implements AutoCloseable {
  private final Callable<AutoscalingSample> look;
  private final List<AutoscalingSample> samples = new ArrayList<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "autoscaling-recorder");
            thread.setDaemon(true);
            return thread;
          });
  private String trouble = "";
  private @Nullable Exception broken;

  AutoscalingRecorder(Callable<AutoscalingSample> look) {
    this.look = look;
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
    var recorder = new AutoscalingRecorder(new Look(client, target));
    recorder.start(every);
    return recorder;
  }

  void start(Duration every) {
    var unused =
        ticker.scheduleWithFixedDelay(this::lookOnce, 0, every.toMillis(), TimeUnit.MILLISECONDS);
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
      AutoscalingSample sample = look.call();
      synchronized (this) {
        samples.add(sample);
        trouble = "";
      }
    } catch (KubernetesClientException | NotThereException e) {
      // The next look may well succeed.
      synchronized (this) {
        trouble = e.toString();
      }
    } catch (Exception e) {
      synchronized (this) {
        broken = e;
      }
    }
  }

  private static final class Look implements Callable<AutoscalingSample> {
    private final Target target;
    private final HpaProbe hpas;
    private final PodProbe pods;
    private final UsageProbe usage;
    private final VisitsProbe visits;
    private final VisitRate rate = new VisitRate();
    private final Clock clock = Clock.systemUTC();

    Look(KubernetesClient client, Target target) {
      this.target = target;
      this.hpas = new HpaProbe(client);
      this.pods = new PodProbe(client);
      this.usage = new UsageProbe(client);
      this.visits = new VisitsProbe(client, target.port());
    }

    @Override
    public AutoscalingSample call() {
      var ready =
          pods.labelled(target.namespace(), "app", target.name()).stream()
              .filter(PodSeen::ready)
              .toList();
      var counted = visits.of(ready);
      Instant at = clock.instant();
      return new AutoscalingSample(
          at,
          rate.next(at, counted),
          usage.pods(target.namespace(), "app", target.name()),
          hpas.named(target.namespace(), target.name())
              .orElseThrow(
                  () ->
                      new NotThereException(
                          "the autoscaler " + target.name(), "none of that name")),
          ready.size());
    }
  }
}
