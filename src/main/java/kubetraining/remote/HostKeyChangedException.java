package kubetraining.remote;

import java.nio.file.Path;
import kubetraining.host.Texts;

/** A machine shows another host key than the one it was first met with; nothing was sent to it. */
public final class HostKeyChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HostKeyChangedException(String host, String fingerprint, Path pinned) {
    super(
        Texts.of(
                "%s shows the host key %s, not the one pinned in %s. Either another machine answers there,",
                host, fingerprint, pinned)
            + " or it was rebuilt: if you know that it was, delete its line from that file");
  }
}
