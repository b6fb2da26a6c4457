package kubetraining.component;

import java.nio.file.Path;
import kubetraining.host.Texts;
import kubetraining.remote.RemoteShell;

/** A shell on paper that takes commands, and refuses files. */
public interface CommandsOnly extends RemoteShell {
  @Override
  default void write(String path, byte[] content, String mode) {
    throw new UnsupportedOperationException(
        Texts.of("nothing is written on %s: %s", machine(), path));
  }

  @Override
  default void upload(Path local, String remotePath) {
    throw new UnsupportedOperationException(
        Texts.of("nothing is uploaded to %s: %s", machine(), remotePath));
  }

  @Override
  default void close() {}
}
