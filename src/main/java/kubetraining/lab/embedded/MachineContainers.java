package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Mount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.lab.Teardown;

/** The machines of a lab: containers that boot, each with volumes of its own. */
final class MachineContainers {
  // Overlay file systems, as containers have them, cannot lie on the overlay that is a container's.
  private static final List<String> VOLUMES = List.of("containerd", "kubelet");

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

  private final DockerEngine engine;
  private final EngineCapabilities capabilities;
  private final LabLabels labels;
  private final MachineSource source;

  MachineContainers(
      DockerEngine engine,
      EngineCapabilities capabilities,
      LabLabels labels,
      MachineSource source) {
    this.engine = engine;
    this.capabilities = capabilities;
    this.labels = labels;
    this.source = source;
  }

  List<MachineContainer> list() {
    return MachineContainer.of(engine, labels);
  }

  /** The instances that own a volume. */
  Set<String> volumeOwners() {
    return engine.volumes(LabLabels.LAB + "=" + labels.lab()).stream()
        .map(volume -> volume.getLabels().get(LabLabels.INSTANCE))
        .filter(owner -> owner != null)
        .collect(Collectors.toSet());
  }

  /** Boots the machine of an instance; what was made of it goes again if that fails. */
  void create(CloudInstance instance, String publicKey, Optional<byte[]> userData) {
    try (var undo = new Teardown()) {
      undo.push("remove the machine of " + instance.id(), () -> remove(instance.id()));
      for (String volume : VOLUMES) {
        engine.createVolume(
            labels.volumeName(instance.id(), volume), labels.ofMachine(instance.id()));
      }
      String container = container(instance);
      try (var stream =
          new TarStream(
              instance.id(),
              out -> identity(new LabTar(out, BAKED_FOLDERS), publicKey, userData))) {
        engine.copyInto(container, "/", stream.input());
      }
      engine.client().startContainerCmd(container).exec();
      undo.keep();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare the machine of " + instance.id(), e);
    }
  }

  private String container(CloudInstance instance) {
    var mounts = new ArrayList<Mount>();
    for (String volume : VOLUMES) {
      mounts.add(
          HostOptions.volume(labels.volumeName(instance.id(), volume), "/var/lib/" + volume));
    }
    mounts.add(HostOptions.volume(source.parts(), PartsVolume.PATH).withReadOnly(true));
    if (capabilities.modules()) {
      mounts.add(HostOptions.folder("/lib/modules"));
    }
    return engine
        .client()
        .createContainerCmd(source.image().reference())
        .withName(labels.machineName(instance.id()))
        .withHostName(instance.hostName())
        .withLabels(labels.ofMachine(instance.id()))
        .withEnv("container=docker")
        .withCmd("/sbin/init")
        .withStopSignal("SIGRTMIN+3")
        .withIpv4Address(instance.privateAddress())
        .withHostConfig(
            HostOptions.of(capabilities)
                .withNetworkMode(labels.networkName(instance.subnetId()))
                .withDns(NO_RESOLVER)
                .withMounts(mounts))
        .exec()
        .getId();
  }

  private void identity(LabTar tar, String publicKey, Optional<byte[]> userData)
      throws IOException {
    try (tar) {
      tar.add(
          "/home/ubuntu/.ssh/authorized_keys",
          0600,
          (publicKey.strip() + "\n").getBytes(StandardCharsets.UTF_8));
      tar.add("/var/lib/kube-training/seed", 0644, source.seed().getBytes(StandardCharsets.UTF_8));
      if (userData.isPresent()) {
        tar.add("/var/lib/cloud/instance/user-data.txt", 0600, userData.get());
      }
    }
  }

  void restart(MachineContainer machine) {
    engine.client().startContainerCmd(machine.containerId()).exec();
  }

  /** Removes the machine of an instance with its volumes, or what there is of them. */
  void remove(String instanceId) {
    engine.containers(labels.ofMachine(instanceId)).stream()
        .forEach(container -> engine.removeContainer(container.getId()));
    for (String volume : VOLUMES) {
      engine.removeVolume(labels.volumeName(instanceId, volume));
    }
  }
}
