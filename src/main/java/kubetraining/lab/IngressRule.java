package kubetraining.lab;

/**
 * One rule of a security group for traffic that comes in.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, or {@code -1} for all
 * @param fromPort first port, -1 for all
 * @param toPort last port, -1 for all
 * @param source an address range such as {@code 198.51.100.7/32}, or the id of a group
 * @param sameGroup whether the source is the very group the rule belongs to
 */
public record IngressRule(
    String protocol, int fromPort, int toPort, String source, boolean sameGroup) {

  /** The ports as people write them: {@code 22}, {@code 30000-32767}, {@code all}. */
  public String ports() {
    if (fromPort < 0) {
      return "all";
    }
    return fromPort == toPort ? Integer.toString(fromPort) : fromPort + "-" + toPort;
  }
}
