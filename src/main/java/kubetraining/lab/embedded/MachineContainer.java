package kubetraining.lab.embedded;

import java.util.List;

/**
 * A container that is the machine of an instance.
 *
 * @param state Docker's word: created, running, exited, ...
 * @param status Docker's sentence, which alone tells how a container ended
 */
record MachineContainer(String containerId, String instanceId, String state, String status) {
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
                    container.getStatus()))
        .toList();
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
