package kubetraining.lab.embedded;

import java.util.Optional;

/**
 * Addresses that something on this computer uses.
 *
 * @param user what uses them, in words
 * @param cure what frees them
 */
record TakenRange(Ipv4Range range, String user, String cure) {
  /**
   * A route to more than any private block holds leads to the world. VPNs set two of half the
   * world, since each of them wins over the default route (OpenVPN's redirect-gateway def1); lists
   * of "all but private addresses" have some more.
   */
  private static final int SHORTEST_OF_A_NETWORK = 8;

  /**
   * @param range in CIDR notation; empty if it names no network, as that of a Docker network
   *     without addresses, which is 0.0.0.0/0
   */
  static Optional<TakenRange> of(String range, String user, String cure) {
    return Ipv4Range.read(range)
        .filter(read -> read.bits() >= SHORTEST_OF_A_NETWORK)
        .map(read -> new TakenRange(read, user, cure));
  }

  @Override
  public String toString() {
    return range + ", " + user;
  }
}
