package kubetraining.lab.embedded;

import java.nio.file.Path;

/**
 * A cloud on this computer as AWS is one: its machines know nothing and reach the world, and its
 * API checks who calls and what they may do.
 *
 * @param policy the IAM policy of the user that the lab is asked for as, in JSON
 * @param recipes the folder {@code artifacts/} of the project, by which its mirror is filled
 */
public record Rehearsal(String policy, Path recipes) {}
