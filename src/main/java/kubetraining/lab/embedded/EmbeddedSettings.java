package kubetraining.lab.embedded;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the cloud on this computer is set up.
 *
 * @param labName the lab whose machines it runs; part of every name and label
 * @param install whether a missing container engine may be installed and started
 * @param apiPort the port of the EC2 API on 127.0.0.1, 0 for any that is free
 * @param state a folder that keeps what must outlive a run: which engine we started, its log
 * @param cache a folder for locks between runs that make the same machine image
 * @param rehearsal if AWS is rehearsed on it
 */
public record EmbeddedSettings(
    String labName,
    boolean install,
    int apiPort,
    Path state,
    Path cache,
    Optional<Rehearsal> rehearsal) {
  /**
   * A cloud on this computer as AWS is one: its machines know nothing and reach the world, and its
   * API checks who calls and what they may do.
   *
   * @param policy the IAM policy of the user that the lab is asked for as, in JSON
   * @param recipes the folder {@code artifacts/} of the project, by which its mirror is filled
   */
  public record Rehearsal(String policy, Path recipes) {}
}
