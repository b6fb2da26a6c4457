package kubetraining.host;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code NO_PROXY} says: hosts that are reached past every proxy. {@code example.com} and
 * {@code .example.com} both mean that host and all below it, as curl and pip read them; {@code
 * host:8080} means that port only, {@code 10.0.0.0/8} addresses, and {@code *} everything.
 */
record NoProxy(List<String> entries) {
  static NoProxy of(Optional<String> value) {
    return new NoProxy(
        value.stream()
            .flatMap(text -> Stream.of(text.split("[,\\s]+")))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> entry.toLowerCase(Locale.ROOT))
            .toList());
  }

  /**
   * Whether a host is reached directly. This computer always is, as for Go.
   *
   * @param port that of the address, or the one of its scheme
   */
  boolean covers(String host, int port) {
    String name = bare(host.toLowerCase(Locale.ROOT));
    boolean here =
        name.equals("localhost")
            || address(name).filter(InetAddress::isLoopbackAddress).isPresent();
    return here || entries.stream().anyMatch(entry -> covers(entry, name, port));
  }

  private static boolean covers(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    if (entry.contains("/")) {
      return address(host).filter(seen -> inRange(entry, seen)).isPresent();
    }
    int colon = entry.matches("[^:]*:[0-9]+|\\[.*]:[0-9]+") ? entry.lastIndexOf(':') : -1;
    if (colon >= 0 && !entry.substring(colon + 1).equals(Integer.toString(port))) {
      return false;
    }
    String name = bare(colon < 0 ? entry : entry.substring(0, colon));
    Optional<InetAddress> meant = address(name);
    if (meant.isPresent()) {
      return address(host).equals(meant);
    }
    String domain = name.replaceFirst("^\\*?\\.", "");
    return host.equals(domain) || host.endsWith("." + domain);
  }

  private static boolean inRange(String range, InetAddress seen) {
    int slash = range.indexOf('/');
    Optional<InetAddress> first = address(bare(range.substring(0, slash)));
    byte[] bytes = seen.getAddress();
    int bits = bytes.length * 8;
    String length = range.substring(slash + 1);
    if (first.isEmpty()
        || first.get().getAddress().length != bytes.length
        || !length.matches("[0-9]{1,3}")
        || Integer.parseInt(length) > bits) {
      return false;
    }
    int rest = bits - Integer.parseInt(length);
    return new BigInteger(1, bytes)
        .shiftRight(rest)
        .equals(new BigInteger(1, first.get().getAddress()).shiftRight(rest));
  }

  private static String bare(String host) {
    return host.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("\\.$", "");
  }

  /** The address that is written there; a name is never looked up. */
  private static Optional<InetAddress> address(String text) {
    if (Ipv4Range.read(text + "/32").isEmpty() && !text.matches("[0-9a-f:.]*:[0-9a-f:.]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
