package kubetraining.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;

/** The way to a machine broke while a command was on it; nobody knows how the command ended. */
public final class ConnectionBrokenException extends UncheckedIOException implements Unmet {
  private static final long serialVersionUID = 1L;
  private final String machine;
  private final String seen;

  ConnectionBrokenException(String machine, String seen, IOException cause) {
    super(seen, cause);
    this.machine = machine;
    this.seen = seen;
  }

  @Override
  public Fault fault() {
    return Fault.LAB;
  }

  @Override
  public String expected() {
    return "a connection to %s that lasts".formatted(machine);
  }

  @Override
  public String seen() {
    return seen;
  }
}
