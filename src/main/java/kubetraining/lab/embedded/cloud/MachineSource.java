package kubetraining.lab.embedded.cloud;

import com.github.dockerjava.api.model.Mount;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.MachineParts;
import kubetraining.host.ComputerNetworks;
import kubetraining.host.Texts;
import kubetraining.lab.LabNotWholeException;
import kubetraining.lab.embedded.engine.EngineGround;
import kubetraining.lab.embedded.engine.HostOptions;
import kubetraining.lab.embedded.engine.LabTar;
import kubetraining.lab.embedded.image.MachineBakery;
import kubetraining.lab.embedded.image.MachineImage;
import kubetraining.lab.embedded.image.PartsVolume;

/**
 * What the machines of a lab are made of, and how each is told who it is.
 *
 * @param programs the image that has this computer's own programs for the lab
 * @param mounts what they mount beside volumes of their own
 * @param lesson what they learn of what has come since they were made; empty if nothing
 * @param resolver the address of the resolver that the engine gives them; empty for its own
 * @param identity writes what is one machine's alone
 */
record MachineSource(
    MachineImage image,
    MachineImage programs,
    List<Mount> mounts,
    Optional<String> lesson,
    Optional<String> resolver,
    Identity identity) {
  /** The folders that machines of any kind have before they are told who they are. */
  static final Set<String> FOLDERS =
      Set.of(
          ("/home /home/ubuntu /home/ubuntu/.ssh /var /var/lib /var/lib/cloud"
                  + " /var/lib/cloud/instance /var/lib/kube-training")
              .split(" "));

  // An address of the machine itself, at which nothing answers names. Without it the engine's
  // resolver would ask that of this computer, and names would leave it.
  private static final String NO_RESOLVER = "127.0.0.1";
  private static final String NO_CLOUD = "/var/lib/cloud/seed/nocloud";

  /** Writes what a machine is told before it boots. */
  @FunctionalInterface
  interface Identity {
    /**
     * @param publicKey the key that logs in, one line in OpenSSH's format
     * @param userData what runs at the first boot
     */
    void addTo(LabTar tar, CloudInstance instance, String publicKey, Optional<byte[]> userData)
        throws IOException;
  }

  /** What new machines are made of; makes what of it no run has made before. */
  static MachineSource of(EngineGround ground, Artifacts artifacts) {
    var parts = artifacts.machineParts();
    var bakery = new MachineBakery(ground);
    var image = bakery.image(parts);
    return ground.settings().rehearsal().isPresent()
        ? bare(bakery.bare(artifacts.rehearsalParts()), image, ComputerNetworks.resolvers())
        : ready(ground, image, PartsVolume.nameFor(parts), parts.allImages(), parts);
  }

  /** What the machines of a lab that was kept are made of, and have to learn now. */
  static MachineSource of(EngineGround ground, MachineContainer one, Artifacts artifacts) {
    if (ground.settings().rehearsal().isPresent()) {
      return of(ground, artifacts);
    }
    var parts = artifacts.machineParts();
    // Those of every lab are what it was made with.
    return ready(ground, image(one), volume(one), parts.sectionImages(), parts);
  }

  /** The same of a lab whose machines have nothing to learn, and get no others beside them. */
  static MachineSource asTheyAre(MachineContainer one) {
    Identity nobody =
        (tar, instance, publicKey, userData) -> {
          throw new IllegalStateException("nobody makes machines of a lab that was kept");
        };
    var image = image(one);
    var resolver = Optional.of(NO_RESOLVER);
    return new MachineSource(image, image, List.of(), Optional.empty(), resolver, nobody);
  }

  private static MachineImage image(MachineContainer one) {
    return MachineImage.named(one.image()).orElseThrow(MachineSource::tooOld);
  }

  private static String volume(MachineContainer one) {
    return one.parts().filter(PartsVolume::isOne).orElseThrow(MachineSource::tooOld);
  }

  private static LabNotWholeException tooOld() {
    return new LabNotWholeException("its machines were made by an earlier version of this project");
  }

  /**
   * Machines that are born with all that a Kubernetes node needs.
   *
   * @param volume the name of the volume of parts
   */
  private static MachineSource ready(
      EngineGround ground,
      MachineImage image,
      String volume,
      List<ImageArchive> images,
      MachineParts parts) {
    // What they start with, or learn, of that volume.
    String seed =
        new PartsVolume(ground, volume).have(image.reference(), images, parts.sectionFiles());
    Identity identity =
        (tar, instance, publicKey, userData) -> {
          tar.add("/home/ubuntu/.ssh/authorized_keys", 0600, publicKey.strip() + "\n");
          tar.add("/var/lib/kube-training/seed", 0644, seed);
          if (userData.isPresent()) {
            tar.add("/var/lib/cloud/instance/user-data.txt", 0600, userData.get());
          }
        };
    var mounts = List.of(HostOptions.volume(volume, PartsVolume.PATH).withReadOnly(true));
    var resolver = Optional.of(NO_RESOLVER);
    return new MachineSource(image, image, mounts, Optional.of(seed), resolver, identity);
  }

  /**
   * Machines that know nothing: Debian with cloud-init, which finds key, name and user data where
   * its source NoCloud keeps them.
   *
   * @param programs the image that has the EC2 API, and Python for the mirror
   * @param resolvers the addresses of resolvers that machines can reach
   */
  static MachineSource bare(MachineImage image, MachineImage programs, List<String> resolvers) {
    Identity identity =
        (tar, instance, publicKey, userData) -> {
          tar.add(NO_CLOUD + "/meta-data", 0644, metaData(instance, publicKey));
          tar.add(NO_CLOUD + "/user-data", 0600, userData.orElse(new byte[0]));
          if (!resolvers.isEmpty()) {
            // Read at each boot by lab-host-setup.
            String text = "nameserver " + String.join("\nnameserver ", resolvers) + "\n";
            tar.add("/var/lib/lab-host/resolv.conf", 0644, text);
          }
        };
    var none = Optional.<String>empty();
    return new MachineSource(image, programs, List.of(), none, none, identity);
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
}
