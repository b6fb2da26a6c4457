package kubetraining.lab.embedded.cloud;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerMount;
import com.github.dockerjava.api.model.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.lab.Teardown;
import kubetraining.lab.embedded.engine.DockerEngine;
import kubetraining.lab.embedded.engine.EngineGround;
import kubetraining.lab.embedded.engine.HostOptions;
import kubetraining.lab.embedded.engine.LabLabels;
import kubetraining.lab.embedded.engine.LabTar;
import kubetraining.lab.embedded.image.PartsVolume;

/**
 * A container that is the machine of an instance: it boots, and has volumes of its own.
 *
 * @param state Docker's word: created, running, exited, ...
 * @param status Docker's sentence, which alone tells how a container ended
 * @param image the name of its image
 * @param parts the volume of parts that it mounts; empty if it has none
 */
record MachineContainer(
    String containerId,
    String instanceId,
    String state,
    String status,
    String image,
    Optional<String> parts) {
  // Overlay file systems, as containers have them, cannot lie on the overlay that is a container's.
  private static final List<String> VOLUMES = List.of("containerd", "kubelet");

  /** The machines of a lab, whatever their state. */
  static List<MachineContainer> of(DockerEngine engine, LabLabels labels) {
    var all = engine.containers(labels.ofLab()).stream();
    var machines = all.filter(one -> one.getLabels().containsKey(LabLabels.INSTANCE));
    return machines.map(MachineContainer::of).toList();
  }

  private static MachineContainer of(Container one) {
    String instance = one.getLabels().get(LabLabels.INSTANCE);
    return new MachineContainer(
        one.getId(), instance, one.getState(), one.getStatus(), one.getImage(), parts(one));
  }

  private static Optional<String> parts(Container container) {
    var mounts = DockerEngine.mountsOf(container);
    var parts = mounts.filter(mount -> PartsVolume.PATH.equals(mount.getDestination()));
    return parts.map(ContainerMount::getName).findFirst();
  }

  /** The instances of a lab that own a volume. */
  static Set<String> volumeOwners(DockerEngine engine, LabLabels labels) {
    var volumes = engine.volumes(labels.filter()).stream();
    var owners = volumes.map(volume -> volume.getLabels().get(LabLabels.INSTANCE));
    return owners.filter(Objects::nonNull).collect(Collectors.toSet());
  }

  /** Boots the machine of an instance; what was made of it goes again if that fails. */
  static void create(
      EngineGround ground,
      MachineSource source,
      CloudInstance instance,
      String publicKey,
      Optional<byte[]> userData) {
    var engine = ground.engine();
    var labels = ground.labels();
    String id = instance.id();
    try (var undo = new Teardown()) {
      undo.push("remove the machine of " + id, () -> remove(engine, labels, id));
      for (String volume : VOLUMES) {
        engine.createVolume(labels.volumeName(id, volume), labels.with(LabLabels.INSTANCE, id));
      }
      String container = container(ground, source, instance);
      LabTar.Content identity = tar -> source.identity().addTo(tar, instance, publicKey, userData);
      engine.place(container, "/", MachineSource.FOLDERS, identity);
      engine.client().startContainerCmd(container).exec();
      undo.keep();
    }
  }

  private static String container(
      EngineGround ground, MachineSource source, CloudInstance instance) {
    var labels = ground.labels();
    var mounts = new ArrayList<Mount>(source.mounts());
    for (String volume : VOLUMES) {
      mounts.add(
          HostOptions.volume(labels.volumeName(instance.id(), volume), "/var/lib/" + volume));
    }
    if (ground.capabilities().modules()) {
      mounts.add(HostOptions.folder("/lib/modules"));
    }
    var host = HostOptions.of(ground.capabilities()).withMounts(mounts);
    host.withNetworkMode(labels.name(instance.subnetId()));
    source.resolver().ifPresent(host::withDns);
    var machine = ground.engine().client().createContainerCmd(source.image().reference());
    machine.withName(labels.name(instance.id())).withHostName(instance.hostName());
    machine.withLabels(labels.with(LabLabels.INSTANCE, instance.id())).withHostConfig(host);
    machine.withIpv4Address(instance.privateAddress()).withEnv("container=docker");
    return machine.withCmd("/sbin/init").withStopSignal("SIGRTMIN+3").exec().getId();
  }

  /** Removes the machine of an instance with its volumes, or what there is of them. */
  static void remove(DockerEngine engine, LabLabels labels, String instanceId) {
    for (Container container : engine.containers(labels.with(LabLabels.INSTANCE, instanceId))) {
      engine.removeContainer(container.getId());
    }
    for (String volume : VOLUMES) {
      engine.removeVolume(labels.volumeName(instanceId, volume));
    }
  }

  boolean exited() {
    return state.equals("exited");
  }

  /** Whether it was left behind half-made: prepared, never started. */
  boolean unfinished() {
    return state.equals("created") || state.equals("dead");
  }

  /** The kernel ends the first process of a container by SIGHUP when it asks for a restart. */
  boolean askedToReboot() {
    return exited() && status.startsWith("Exited (129)");
  }
}
