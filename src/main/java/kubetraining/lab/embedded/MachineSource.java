package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Mount;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** What the machines of a lab are made of, and how each is told who it is. */
interface MachineSource {
  MachineImage image();

  /** The image that has this computer's own programs for the lab. */
  MachineImage programs();

  /** What they mount beside volumes of their own. */
  List<Mount> mounts();

  /** What they learn of what has come since they were made; empty if nothing. */
  default Optional<String> lesson() {
    return Optional.empty();
  }

  /** The address of the resolver that the engine gives them; empty for the engine's own. */
  Optional<String> resolver();

  /**
   * Writes a tar of what is this machine's alone, to be unpacked at its root before it boots.
   *
   * @param publicKey the key that logs in, one line in OpenSSH's format
   * @param userData what runs at the first boot
   */
  void writeIdentity(
      OutputStream out, CloudInstance instance, String publicKey, Optional<byte[]> userData)
      throws IOException;
}
