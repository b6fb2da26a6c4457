package kubetraining.lab;

/** What a machine becomes in the cluster. */
public enum MachineRole {
  CONTROL_PLANE,
  WORKER
}
