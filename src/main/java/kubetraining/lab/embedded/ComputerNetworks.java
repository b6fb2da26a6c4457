package kubetraining.lab.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.host.Programs;

/**
 * The IPv4 networks that this computer reaches. Where nothing can be seen, nothing is taken: IPv6
 * alone, or no network at all, is no obstacle to a lab.
 */
final class ComputerNetworks {
  private static final Path ROUTES = Path.of("/proc/net/route");
  private static final Set<String> KINDS =
      Set.of("unicast", "blackhole", "unreachable", "prohibit", "throw");
  private static final List<Path> RESOLVERS =
      Stream.of("/etc/resolv.conf", "/run/systemd/resolve/resolv.conf").map(Path::of).toList();

  private ComputerNetworks() {}

  /** Networks with a route, of addresses without one, and name servers. */
  static List<TakenRange> look() {
    var taken = new ArrayList<>(routes(lines(ROUTES)));
    // The file is of the main table alone. VPNs (Tailscale, WireGuard) have tables of their own.
    taken.addAll(allTables(answer("ip", "-4", "route", "show", "table", "all")));
    taken.addAll(addresses());
    RESOLVERS.forEach(file -> taken.addAll(nameServers(lines(file))));
    return taken.stream().distinct().toList();
  }

  /** Reads the kernel's table: numbers in hexadecimal, in the byte order of the machine. */
  static List<TakenRange> routes(List<String> lines) {
    var ranges = new ArrayList<TakenRange>();
    for (String line : lines) {
      String[] fields = line.trim().split("\\s+");
      if (fields.length >= 8 && fields[1].matches("[0-9A-Fa-f]{8}")) {
        int bits = Long.bitCount(littleEndian(fields[7]));
        route(new Ipv4Range(littleEndian(fields[1]), bits).toString(), "over " + fields[0])
            .ifPresent(ranges::add);
      }
    }
    return ranges;
  }

  private static long littleEndian(String hexadecimal) {
    return Integer.toUnsignedLong(Integer.reverseBytes((int) Long.parseLong(hexadecimal, 16)));
  }

  /** Reads what {@code ip route show table all} prints; addresses of this computer are left out. */
  static List<TakenRange> allTables(List<String> lines) {
    var ranges = new ArrayList<TakenRange>();
    for (String line : lines) {
      String[] words = line.trim().split("\\s+");
      int at = KINDS.contains(words[0]) ? 1 : 0;
      if (words.length > at) {
        String target = words[at].contains("/") ? words[at] : words[at] + "/32";
        int dev = List.of(words).indexOf("dev");
        route(
                target,
                dev >= 0 && dev + 1 < words.length
                    ? "over " + words[dev + 1]
                    : "of kind " + words[0])
            .ifPresent(ranges::add);
      }
    }
    return ranges;
  }

  private static Optional<TakenRange> route(String range, String which) {
    return TakenRange.of(
        range,
        "a route " + which,
        "end the VPN or program that set the route " + which + ", while there is a lab");
  }

  private static List<TakenRange> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(
              device ->
                  device.getInterfaceAddresses().stream()
                      .filter(address -> address.getAddress() instanceof Inet4Address)
                      .map(
                          address ->
                              address.getAddress().getHostAddress()
                                  + "/"
                                  + address.getNetworkPrefixLength())
                      .flatMap(range -> route(range, "over " + device.getName()).stream()))
          .toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  /** A lab in which the name server of this computer would lie takes all names away from it. */
  static List<TakenRange> nameServers(List<String> lines) {
    return lines.stream()
        .map(line -> line.trim().split("\\s+"))
        .filter(words -> words.length > 1 && words[0].equals("nameserver"))
        .flatMap(
            words ->
                TakenRange.of(words[1] + "/32", "a name server", "name another in /etc/resolv.conf")
                    .stream())
        .toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** What a program prints; nothing if it is missing or says that something is wrong. */
  private static List<String> answer(String... command) {
    try {
      Process program =
          Programs.builder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      program.getOutputStream().close();
      return new String(program.getInputStream().readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
