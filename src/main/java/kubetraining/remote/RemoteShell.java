package kubetraining.remote;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import kubetraining.host.Texts;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;

/** A way to run commands on one machine, as its user {@code ubuntu}, who may use sudo. */
public interface RemoteShell extends AutoCloseable {
  /** The name of the machine, for instance {@code node1}. */
  String machine();

  /**
   * Runs {@code command} by the login shell ({@code bash -l}) and waits for its end.
   *
   * @param limit after this long the command is given up and the call fails
   */
  CommandResult run(String command, Duration limit);

  /** As {@link #run}, for a command of this suite that must succeed. */
  default CommandResult mustRun(String command, Duration limit) {
    try {
      return run(command, limit).orSuiteFault();
    } catch (Unmet e) {
      throw e.fault() == Fault.TOO_LATE
          ? new Unmet(Fault.SUITE, e.expected(), e.seen(), String.valueOf(e.getMessage()), e)
          : e;
    }
  }

  /**
   * Writes a small file, as root, making its folder; {@code mode} as in {@code "0644"}. A place
   * that only takes commands refuses that.
   */
  default void write(String path, byte[] content, String mode) {
    throw new UnsupportedOperationException(
        Texts.of("nothing is written on %s: %s", machine(), path));
  }

  /** The same of a text. */
  default void write(String path, String text, String mode) {
    write(path, text.getBytes(StandardCharsets.UTF_8), mode);
  }

  /** Copies a local file to a path that {@code ubuntu} may write; refused as above. */
  default void upload(Path local, String remotePath) {
    throw new UnsupportedOperationException(
        Texts.of("nothing is uploaded to %s: %s", machine(), remotePath));
  }

  /** Nothing is kept open, unless a shell says so. */
  @Override
  default void close() {}
}
