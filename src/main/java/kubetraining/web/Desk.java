package kubetraining.web;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import kubetraining.remote.RemoteShell;
import kubetraining.remote.SshTerminal;

/**
 * What somebody needs of a kept lab who does the guide there.
 *
 * @param folder the lab's, on this computer
 * @param machines their names, node1 first
 * @param terminals opens them
 * @param shells for looks at machines; who takes one closes it
 * @param looks by an account that changes nothing; whoever has the desk closes it
 * @param watcher who works on the lab now, and so watches; empty if nobody does
 */
public record Desk(
    Path folder,
    List<String> machines,
    Terminals terminals,
    Function<String, RemoteShell> shells,
    KubernetesClient looks,
    Supplier<Optional<String>> watcher)
    implements AutoCloseable {
  /** Opens terminals on machines. */
  @FunctionalInterface
  public interface Terminals {
    /** Starts a command in a terminal of that size. */
    SshTerminal open(String machine, String command, int columns, int rows);
  }

  @Override
  public void close() {
    looks.close();
  }
}
