package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Mount;
import java.io.IOException;
import java.io.UncheckedIOException;
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
              instance.id(), out -> source.writeIdentity(out, instance, publicKey, userData))) {
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
    mounts.addAll(source.mounts());
    if (capabilities.modules()) {
      mounts.add(HostOptions.folder("/lib/modules"));
    }
    var host =
        HostOptions.of(capabilities)
            .withNetworkMode(labels.networkName(instance.subnetId()))
            .withMounts(mounts);
    source.resolver().ifPresent(host::withDns);
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
        .withHostConfig(host)
        .exec()
        .getId();
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
