package kubetraining.run;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import kubetraining.host.Daemons;
import kubetraining.probe.SectionRecorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recorder of a section, which opens its watches beside what the section does first. */
final class Recording {
  private static final Logger log = LoggerFactory.getLogger(Recording.class);
  private @Nullable FutureTask<SectionRecorder> recorder;

  /** Begins to open it, unless somebody has. */
  void begin(KubernetesClient client) {
    if (recorder == null) {
      recorder = Daemons.begin("record the section", () -> SectionRecorder.start(client));
    }
  }

  /** The recorder; from now on it misses no change. */
  SectionRecorder get() {
    try {
      return Daemons.await(Objects.requireNonNull(recorder, "the section has not begun to look"));
    } catch (RuntimeException e) {
      recorder = null; // the next look begins anew
      throw e;
    }
  }

  /** Records no more. */
  void stop() {
    if (recorder != null) {
      try {
        get().close();
      } catch (KubernetesClientException e) {
        log.debug("what has not begun to record need not end", e);
      }
    }
  }
}
