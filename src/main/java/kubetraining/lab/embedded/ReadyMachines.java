package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Mount;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Machines that are born with all that a Kubernetes node needs.
 *
 * @param parts the name of the volume of parts
 * @param seed what they start with, or learn, of that volume
 */
record ReadyMachines(MachineImage image, String parts, String seed) implements MachineSource {
  private static final Set<String> BAKED_FOLDERS =
      Set.of(
          "/home",
          "/home/ubuntu",
          "/home/ubuntu/.ssh",
          "/var",
          "/var/lib",
          "/var/lib/cloud",
          "/var/lib/cloud/instance",
          "/var/lib/kube-training");

  // An address of the machine itself, at which nothing answers names. Without it the engine's
  // resolver would ask that of this computer, and names would leave it.
  private static final String NO_RESOLVER = "127.0.0.1";

  @Override
  public MachineImage programs() {
    return image;
  }

  @Override
  public Optional<String> lesson() {
    return Optional.of(seed);
  }

  @Override
  public List<Mount> mounts() {
    return List.of(HostOptions.volume(parts, PartsVolume.PATH).withReadOnly(true));
  }

  @Override
  public Optional<String> resolver() {
    return Optional.of(NO_RESOLVER);
  }

  @Override
  public void writeIdentity(
      OutputStream out, CloudInstance instance, String publicKey, Optional<byte[]> userData)
      throws IOException {
    try (var tar = new LabTar(out, BAKED_FOLDERS)) {
      tar.add(
          "/home/ubuntu/.ssh/authorized_keys",
          0600,
          (publicKey.strip() + "\n").getBytes(StandardCharsets.UTF_8));
      tar.add("/var/lib/kube-training/seed", 0644, seed.getBytes(StandardCharsets.UTF_8));
      if (userData.isPresent()) {
        tar.add("/var/lib/cloud/instance/user-data.txt", 0600, userData.get());
      }
    }
  }
}
