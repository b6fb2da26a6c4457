package kubetraining.probe;

import java.time.Duration;
import kubetraining.host.Texts;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;

/**
 * Looks around from within a pod: what it finds by name, and who answers it.
 *
 * @param kubectl a machine whose user may type {@code kubectl exec}
 * @param limit the longest that one look may take
 */
public record InPodProbe(RemoteShell kubectl, Duration limit) {

  /** The address of a name so many times, as {@code getent} prints it, to the first failure. */
  public CommandResult lookUp(PodSeen from, String name, int times) {
    return in(from, repeated("getent hosts " + name, times));
  }

  /** What a web server answers so many times, one after the other, to the first failure. */
  public CommandResult get(PodSeen from, String url, int times) {
    return in(from, repeated("curl -s -m 3 " + url, times));
  }

  /** The same from the machine itself. */
  public CommandResult get(String url, int times) {
    return kubectl.run(repeated("curl -s -m 3 " + url, times), limit);
  }

  private static String repeated(String command, int times) {
    return Texts.of("sh -c 'for i in $(seq %d); do %s || exit 1; done'", times, command);
  }

  private CommandResult in(PodSeen pod, String command) {
    return kubectl.run(
        Texts.of("kubectl exec --namespace %s %s -- %s", pod.namespace(), pod.name(), command),
        limit);
  }
}
