package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerMount;
import java.util.List;
import java.util.Optional;

/**
 * A container that is the machine of an instance.
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
  /** The machines of a lab, whatever their state. */
  static List<MachineContainer> of(DockerEngine engine, LabLabels labels) {
    return engine.containers(labels.ofLab()).stream()
        .filter(container -> container.getLabels().containsKey(LabLabels.INSTANCE))
        .map(
            container ->
                new MachineContainer(
                    container.getId(),
                    container.getLabels().get(LabLabels.INSTANCE),
                    container.getState(),
                    container.getStatus(),
                    container.getImage(),
                    parts(container)))
        .toList();
  }

  private static Optional<String> parts(Container container) {
    return DockerEngine.mountsOf(container)
        .filter(mount -> PartsVolume.PATH.equals(mount.getDestination()))
        .map(ContainerMount::getName)
        .findFirst();
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
