package kubetraining.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import kubetraining.host.Texts;
import kubetraining.wait.Expectation;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;

/** The way to a machine broke while a command was on it; nobody knows how the command ended. */
public final class ConnectionBrokenException extends UncheckedIOException implements Unmet {
  private static final long serialVersionUID = 1L;
  private final Expectation unmet;

  ConnectionBrokenException(String machine, String seen, IOException cause) {
    super(seen, cause);
    this.unmet =
        new Expectation(Fault.LAB, Texts.of("a connection to %s that lasts", machine), seen);
  }

  @Override
  public Expectation unmet() {
    return unmet;
  }
}
