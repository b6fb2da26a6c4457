package kubetraining.remote;

import java.io.IOException;
import kubetraining.host.Texts;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;

/** The way to a machine broke while a command was on it; nobody knows how the command ended. */
public final class ConnectionBrokenException extends Unmet {
  private static final long serialVersionUID = 1L;

  ConnectionBrokenException(String machine, String seen, IOException cause) {
    super(Fault.LAB, Texts.of("a connection to %s that lasts", machine), seen, seen, cause);
  }
}
