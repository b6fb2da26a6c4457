package kubetraining.probe;

import java.time.Duration;
import kubetraining.host.Texts;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;

/** Looks around from within a pod: what it finds by name, and who answers it. */
public final class InPodProbe {
  private final RemoteShell kubectl;
  private final Duration limit;

  /**
   * A way into pods.
   *
   * @param kubectl a machine whose user may type {@code kubectl exec}
   * @param limit the longest that one look may take
   */
  public InPodProbe(RemoteShell kubectl, Duration limit) {
    this.kubectl = kubectl;
    this.limit = limit;
  }

  /** The address of a name, as {@code getent} prints it. */
  public CommandResult lookUp(PodSeen from, String name) {
    return in(from, "getent hosts " + name);
  }

  /** What a web server answers. */
  public CommandResult get(PodSeen from, String url) {
    return in(from, "curl -s -m 5 " + url);
  }

  private CommandResult in(PodSeen pod, String command) {
    return kubectl.run(
        Texts.of("kubectl exec --namespace %s %s -- %s", pod.namespace(), pod.name(), command),
        limit);
  }
}
