package kubetraining.lab;

import java.util.Optional;
import kubetraining.host.Texts;

/**
 * What a lab is asked to be.
 *
 * @param name the name of the lab, part of every tag: letters, digits and dashes
 * @param machines how many machines
 * @param instanceType the EC2 instance type
 * @param cpuCredits how a type with CPU credits spends them, {@code unlimited} or {@code standard};
 *     empty for its default
 * @param owner who pays and is asked, goes into a tag
 * @param networkRange the range of the lab's own network, an IPv4 /16 such as {@code 10.42.0.0/16}
 * @param lease until when it may be used; then its machines power themselves off
 * @param publicKey the public SSH key of the run, one line in OpenSSH's format
 */
public record LabSpec(
    String name,
    int machines,
    String instanceType,
    Optional<String> cpuCredits,
    String owner,
    String networkRange,
    Lease lease,
    String publicKey) {
  static boolean isName(String name) {
    return name.matches("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");
  }

  static void requireName(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          Texts.of("lab name '%s': use 1 to 32 lower-case letters, digits and dashes", name));
    }
  }
}
