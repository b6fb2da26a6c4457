package kubetraining.lab.embedded;

import java.util.Optional;
import kubetraining.host.Texts;

/**
 * A range of IPv4 addresses in CIDR notation.
 *
 * @param first the first address, as an unsigned number
 * @param bits the length of the prefix
 */
record Ipv4Range(long first, int bits) {
  Ipv4Range {
    if (bits < 0 || bits > 32 || first < 0 || first > 0xFFFFFFFFL) {
      throw new IllegalArgumentException(Texts.of("no IPv4 range: %d/%d", first, bits));
    }
    first = first & mask(bits);
  }

  /** Reads what others wrote; empty if it is no IPv4 range, as one of IPv6. */
  static Optional<Ipv4Range> read(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Ipv4Range parse(String text) {
    String[] parts = text.trim().split("[./]");
    if (!text.trim().matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}")) {
      throw new IllegalArgumentException(
          Texts.of("'%s' is no IPv4 range such as 10.42.0.0/16", text));
    }
    long address = 0;
    for (int i = 0; i < 4; i++) {
      address = address << 8 | Integer.parseInt(parts[i]);
    }
    return new Ipv4Range(address, Integer.parseInt(parts[4]));
  }

  boolean overlaps(Ipv4Range other) {
    long common = mask(Math.min(bits, other.bits));
    return (first & common) == (other.first & common);
  }

  /** The address that a router has by custom, the first of the range after that of the network. */
  String gateway() {
    return address(1);
  }

  /** The n-th address after that of the network. */
  String address(int n) {
    return dotted(first + n);
  }

  @Override
  public String toString() {
    return dotted(first) + "/" + bits;
  }

  private static long mask(int bits) {
    return bits == 0 ? 0 : 0xFFFFFFFFL << (32 - bits) & 0xFFFFFFFFL;
  }

  private static String dotted(long address) {
    return Texts.of(
        "%d.%d.%d.%d",
        address >> 24 & 0xFF, address >> 16 & 0xFF, address >> 8 & 0xFF, address & 0xFF);
  }
}
