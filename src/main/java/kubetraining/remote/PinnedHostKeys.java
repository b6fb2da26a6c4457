package kubetraining.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;

/**
 * Host keys in a file of OpenSSH's known_hosts format: a key seen for the first time is kept, one
 * that changed is refused. One object for all connections of a run, since they share the file.
 */
final class PinnedHostKeys extends OpenSSHKnownHosts {
  private PinnedHostKeys(Path file) throws IOException {
    super(file.toFile());
  }

  static PinnedHostKeys in(Path file) {
    return FileWork.get(
        "could not read the pinned host keys in " + file,
        () -> {
          Files.createDirectories(file.toAbsolutePath().getParent());
          return new PinnedHostKeys(file);
        });
  }

  @Override
  public synchronized boolean verify(String hostname, int port, PublicKey key) {
    return super.verify(hostname, port, key);
  }

  @Override
  protected boolean hostKeyUnverifiableAction(String hostname, PublicKey key) {
    return FileWork.get(
        Texts.of("could not pin the host key of %s in %s", hostname, getFile()),
        () -> {
          for (KnownHostEntry known : entries()) {
            // Another kind of key from a machine that is known is a change as well.
            if (known.appliesTo(hostname)) {
              return hostKeyChangedAction(hostname, key);
            }
          }
          var entry = new HostEntry(null, hostname, KeyType.fromKey(key), key, "");
          entries().add(entry);
          write(entry);
          return true;
        });
  }

  @Override
  protected boolean hostKeyChangedAction(String hostname, PublicKey key) {
    throw new HostKeyChangedException(
        hostname, SecurityUtils.getFingerprint(key), getFile().toPath());
  }
}
