package kubetraining.lab;

/**
 * One rule of a security group for traffic that comes in.
 *
 * @param group the id of the group it belongs to
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, or {@code -1} for all
 * @param fromPort first port, -1 for all
 * @param toPort last port, -1 for all
 * @param source an address range such as {@code 198.51.100.7/32}, or the id of a group or a list
 */
public record IngressRule(String group, String protocol, int fromPort, int toPort, String source) {

  /** The ports as people write them: {@code 22}, {@code 30000-32767}, {@code all}. */
  public String ports() {
    if (fromPort < 0) {
      return "all";
    }
    return fromPort == toPort ? Integer.toString(fromPort) : fromPort + "-" + toPort;
  }

  /** Whether the source is the very group the rule belongs to. */
  public boolean sameGroup() {
    return source.equals(group);
  }
}
