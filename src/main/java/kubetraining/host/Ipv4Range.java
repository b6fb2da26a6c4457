package kubetraining.host;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A range of IPv4 addresses in CIDR notation.
 *
 * @param first the first address, as an unsigned number
 * @param bits the length of the prefix
 */
public record Ipv4Range(long first, int bits) {
  public Ipv4Range {
    if (bits < 0 || bits > 32 || first < 0 || first > 0xFFFFFFFFL) {
      throw new IllegalArgumentException(Texts.of("not an IPv4 range: %d/%d", first, bits));
    }
    first = first & mask(bits);
  }

  /** Reads what others wrote; empty if it is no IPv4 range, as one of IPv6. */
  public static Optional<Ipv4Range> read(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a range such as {@code 10.42.0.0/16}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Ipv4Range parse(String text) {
    if (text.strip().matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}")) {
      long[] parts = Arrays.stream(text.strip().split("[./]")).mapToLong(Long::parseLong).toArray();
      if (parts[4] <= 32 && LongStream.of(parts).allMatch(part -> part <= 255)) {
        long address = parts[0] << 24 | parts[1] << 16 | parts[2] << 8 | parts[3];
        return new Ipv4Range(address, (int) parts[4]);
      }
    }
    throw new IllegalArgumentException(
        Texts.of("'%s' is not a range of IPv4 addresses such as 10.42.0.0/16", text));
  }

  /** The subnet x.y.1.0/24 of a lab's range x.y.0.0/16. */
  public Ipv4Range labSubnet() {
    if (bits != 16) {
      throw new IllegalArgumentException(
          "the range of a lab's network is a /16 such as 10.42.0.0/16, not " + this);
    }
    return new Ipv4Range(first + 256, 24);
  }

  /** Whether both have an address in common. */
  public boolean overlaps(Ipv4Range other) {
    long common = mask(Math.min(bits, other.bits));
    return (first & common) == (other.first & common);
  }

  /** The address that a router has, the first of the range after that of the network. */
  public String gateway() {
    return address(1);
  }

  /** The n-th address after that of the network. */
  public String address(int n) {
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
