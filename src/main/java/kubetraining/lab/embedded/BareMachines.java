package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Mount;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kubetraining.host.Texts;

/**
 * Machines that know nothing: Debian with cloud-init, which finds key, name and user data where its
 * source NoCloud keeps them.
 *
 * @param programs the image that has the EC2 API, and Python for the mirror
 * @param resolvers the addresses of resolvers that machines can reach
 */
record BareMachines(MachineImage image, MachineImage programs, List<String> resolvers)
    implements MachineSource {
  private static final String SEED = "/var/lib/cloud/seed/nocloud";

  /** Read at each boot by lab-host-setup. */
  private static final String RESOLVERS = "/var/lib/lab-host/resolv.conf";

  @Override
  public List<Mount> mounts() {
    return List.of();
  }

  @Override
  public Optional<String> resolver() {
    return Optional.empty();
  }

  @Override
  public void writeIdentity(
      OutputStream out, CloudInstance instance, String publicKey, Optional<byte[]> userData)
      throws IOException {
    try (var tar = new LabTar(out, Set.of("/var", "/var/lib", "/var/lib/cloud"))) {
      tar.add(SEED + "/meta-data", 0644, utf8(metaData(instance, publicKey)));
      tar.add(SEED + "/user-data", 0600, userData.orElse(new byte[0]));
      if (!resolvers.isEmpty()) {
        tar.add(
            RESOLVERS, 0644, utf8("nameserver " + String.join("\nnameserver ", resolvers) + "\n"));
      }
    }
  }

  private static String metaData(CloudInstance instance, String publicKey) {
    return Texts.of(
        """
        instance-id: %s
        local-hostname: %s
        public-keys:
        - "%s"
        """,
        instance.id(), instance.hostName(), publicKey.strip());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
