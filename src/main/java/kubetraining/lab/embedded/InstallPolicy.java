package kubetraining.lab.embedded;

/** Whether this computer may be changed so that it can run containers. */
public enum InstallPolicy {
  /** Install Docker's engine from Debian's packages, and start it, where that is possible. */
  AUTO,
  /** Change nothing: fail with the command that the user may type. */
  NEVER
}
