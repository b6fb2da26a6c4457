package kubetraining.lab.ec2;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/** A range of IPv4 addresses in CIDR notation. */
record Ipv4Range(int[] octets, int length) {
  private static final Pattern CIDR =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  static Ipv4Range parse(String text) {
    var parts = CIDR.matcher(text);
    if (parts.matches()) {
      int[] octets = new int[4];
      Arrays.setAll(octets, i -> Integer.parseInt(parts.group(i + 1)));
      int length = Integer.parseInt(parts.group(5));
      if (length <= 32 && Arrays.stream(octets).allMatch(octet -> octet <= 255)) {
        return new Ipv4Range(octets, length);
      }
    }
    throw new IllegalArgumentException(
        Texts.of("'%s' is no range of IPv4 addresses such as 10.42.0.0/16", text));
  }

  /** The subnet x.y.1.0/24 of a lab's range x.y.0.0/16. */
  Ipv4Range labSubnet() {
    if (length != 16 || octets[2] != 0 || octets[3] != 0) {
      throw new IllegalArgumentException(
          "the range of a lab's network is a /16 such as 10.42.0.0/16, not " + this);
    }
    return new Ipv4Range(new int[] {octets[0], octets[1], 1, 0}, 24);
  }

  /** The first address, which EC2 gives to the router of a subnet. */
  String gateway() {
    return dotted(new int[] {octets[0], octets[1], octets[2], octets[3] + 1});
  }

  private static String dotted(int[] octets) {
    return Arrays.stream(octets).mapToObj(Integer::toString).collect(Collectors.joining("."));
  }

  @Override
  public String toString() {
    return dotted(octets) + "/" + length;
  }
}
