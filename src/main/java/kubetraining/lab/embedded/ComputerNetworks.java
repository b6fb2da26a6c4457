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
import kubetraining.host.Texts;
import kubetraining.lab.Ipv4Range;
import kubetraining.lab.embedded.FreeRange.Taken;

/**
 * The IPv4 networks that this computer reaches, and the resolvers that it asks. Where nothing can
 * be seen, nothing is taken: IPv6 alone, or no network at all, is no obstacle to a lab.
 */
final class ComputerNetworks {
  private static final Path ROUTES = Path.of("/proc/net/route");
  private static final Set<String> KINDS =
      Set.of("unicast", "blackhole", "unreachable", "prohibit", "throw");
  // The first has those behind the one that systemd runs on this computer alone.
  private static final List<Path> RESOLVERS =
      List.of(Path.of("/run/systemd/resolve/resolv.conf"), Path.of("/etc/resolv.conf"));

  private ComputerNetworks() {}

  /** Networks with a route, of addresses without one, and name servers. */
  static List<Taken> look() {
    var taken = new ArrayList<>(routes(lines(ROUTES)));
    // The file is of the main table alone. VPNs (Tailscale, WireGuard) have tables of their own.
    taken.addAll(allTables(answer("ip", "-4", "route", "show", "table", "all")));
    taken.addAll(addresses());
    // A lab in which the name server of this computer would lie takes all names away from it.
    for (Path file : RESOLVERS) {
      for (String server : nameServers(lines(file))) {
        Taken.of(server + "/32", "a name server", "name another in /etc/resolv.conf")
            .ifPresent(taken::add);
      }
    }
    return taken.stream().distinct().toList();
  }

  /** The resolvers that others than this computer can ask, too; empty if there are none. */
  static List<String> resolvers() {
    return RESOLVERS.stream()
        .map(file -> outside(nameServers(lines(file))))
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
        route(
                target.contains("/") ? target : target + "/32",
                dev > 0 && dev < words.size()
                    ? "over " + words.get(dev)
                    : "of kind " + words.get(0))
            .ifPresent(ranges::add);
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
