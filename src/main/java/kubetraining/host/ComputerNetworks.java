package kubetraining.host;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The IPv4 networks that this computer reaches, and the resolvers that it asks. Where nothing can
 * be seen, nothing is taken: IPv6 alone, or no network at all, is no obstacle to a lab.
 */
public final class ComputerNetworks {
  private static final Path ROUTES = Path.of("/proc/net/route");
  private static final Set<String> KINDS =
      Set.of("unicast", "blackhole", "unreachable", "prohibit", "throw");
  // The first has those behind the one that systemd runs on this computer alone.
  private static final List<Path> RESOLVERS =
      List.of(Path.of("/run/systemd/resolve/resolv.conf"), Path.of("/etc/resolv.conf"));

  // A route to more than any private block holds leads to the world. VPNs set two of half the
  // world, since each of them wins over the default route (OpenVPN's redirect-gateway def1); lists
  // of "all but private addresses" have some more.
  private static final int SHORTEST_OF_A_NETWORK = 8;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private ComputerNetworks() {}

  /**
   * Addresses that something on this computer uses.
   *
   * @param user what uses them, in words
   * @param cure what frees them
   */
  public record Taken(Ipv4Range range, String user, String cure) {
    /**
     * @param range in CIDR notation; empty if it names no IPv4 network, as that of a Docker network
     *     without addresses, which is 0.0.0.0/0
     */
    public static Optional<Taken> of(String range, String user, String cure) {
      return Ipv4Range.read(range)
          .filter(read -> read.bits() >= SHORTEST_OF_A_NETWORK)
          .map(read -> new Taken(read, user, cure));
    }

    @Override
    public String toString() {
      return range + ", " + user;
    }
  }

  /** Networks with a route, of addresses without one, and name servers. */
  public static List<Taken> look() {
    var taken = new ArrayList<>(routes(Texts.lines(ROUTES)));
    // The file is of the main table alone. VPNs (Tailscale, WireGuard) have tables of their own.
    var everywhere = List.of("ip", "-4", "route", "show", "table", "all");
    Commands.ask(everywhere, LIMIT)
        .ifPresent(routes -> taken.addAll(allTables(routes.lines().toList())));
    taken.addAll(addresses());
    // A lab in which the name server of this computer would lie takes all names away from it.
    for (Path file : RESOLVERS) {
      for (String server : nameServers(Texts.lines(file))) {
        Taken.of(server + "/32", "a name server", "name another in /etc/resolv.conf")
            .ifPresent(taken::add);
      }
    }
    return taken.stream().distinct().toList();
  }

  /** The resolvers that others than this computer can ask, too; empty if there are none. */
  public static List<String> resolvers() {
    return RESOLVERS.stream()
        .map(file -> outside(nameServers(Texts.lines(file))))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  static List<String> outside(List<String> servers) {
    return servers.stream()
        .filter(address -> !address.startsWith("127.") && !address.contains(":"))
        .toList();
  }

  static List<String> nameServers(List<String> lines) {
    return lines.stream()
        .map(line -> line.trim().split("\\s+"))
        .filter(words -> words.length > 1 && words[0].equals("nameserver"))
        .map(words -> words[1])
        .toList();
  }

  /** Reads the kernel's table: numbers in hexadecimal, in the byte order of the machine. */
  static List<Taken> routes(List<String> lines) {
    return lines.stream()
        .map(line -> line.trim().split("\\s+"))
        .filter(fields -> fields.length >= 8 && fields[1].matches("[0-9A-Fa-f]{8}"))
        .flatMap(
            fields -> {
              int bits = Long.bitCount(littleEndian(fields[7]));
              var range = new Ipv4Range(littleEndian(fields[1]), bits);
              return route(range.toString(), "over " + fields[0]).stream();
            })
        .toList();
  }

  private static long littleEndian(String hexadecimal) {
    return Integer.toUnsignedLong(Integer.reverseBytes((int) Long.parseLong(hexadecimal, 16)));
  }

  /** Reads what {@code ip route show table all} prints; addresses of this computer are left out. */
  static List<Taken> allTables(List<String> lines) {
    var ranges = new ArrayList<Taken>();
    for (String line : lines) {
      List<String> words = List.of(line.trim().split("\\s+"));
      int at = KINDS.contains(words.get(0)) ? 1 : 0;
      if (words.size() > at) {
        String target = words.get(at);
        int dev = words.indexOf("dev") + 1;
        boolean over = dev > 0 && dev < words.size();
        String how = over ? "over " + words.get(dev) : "of kind " + words.get(0);
        route(target.contains("/") ? target : target + "/32", how).ifPresent(ranges::add);
      }
    }
    return ranges;
  }

  private static Optional<Taken> route(String range, String which) {
    return Taken.of(
        range,
        "a route " + which,
        "end the VPN or program that set the route " + which + ", while there is a lab");
  }

  private static List<Taken> addresses() {
    try {
      return NetworkInterface.networkInterfaces().flatMap(ComputerNetworks::addresses).toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  private static Stream<Taken> addresses(NetworkInterface device) {
    return device.getInterfaceAddresses().stream()
        .filter(one -> one.getAddress() instanceof Inet4Address)
        .map(
            one ->
                Texts.of("%s/%d", one.getAddress().getHostAddress(), one.getNetworkPrefixLength()))
        .flatMap(range -> route(range, "over " + device.getName()).stream());
  }
}
