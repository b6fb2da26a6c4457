package kubetraining.lab.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kubetraining.lab.LabUnavailableException;

/** Finds a network range for a lab that nothing on this computer uses. */
final class FreeRange {
  // Pods and services of the cluster to come, and what Docker gives its first networks.
  private static final List<Ipv4Range> RESERVED =
      Stream.of("10.244.0.0/16", "10.96.0.0/12", "172.17.0.0/16").map(Ipv4Range::parse).toList();

  private static final Path ROUTES = Path.of("/proc/net/route");

  private FreeRange() {}

  /** The first /16 of the private ranges that overlaps none of {@code taken}. */
  static Ipv4Range choose(List<Ipv4Range> taken) {
    return candidates()
        .filter(range -> RESERVED.stream().noneMatch(range::overlaps))
        .filter(range -> taken.stream().noneMatch(range::overlaps))
        .findFirst()
        .orElseThrow(
            () ->
                new LabUnavailableException(
                    "no free network range for the lab: every private /16 of 10.0.0.0/8,"
                        + " 172.16.0.0/12 and 192.168.0.0/16 overlaps a route of this computer or a"
                        + " network of its container engine ("
                        + taken
                        + "). Remove an unused network: docker network prune"));
  }

  private static Stream<Ipv4Range> candidates() {
    return Stream.of(
            IntStream.concat(IntStream.range(42, 256), IntStream.range(0, 42))
                .mapToObj("10.%d.0.0/16"::formatted),
            IntStream.range(18, 32).mapToObj("172.%d.0.0/16"::formatted),
            Stream.of("192.168.0.0/16"))
        .flatMap(ranges -> ranges)
        .map(Ipv4Range::parse);
  }

  /** The ranges that this computer has a route to, the default route left out. */
  static List<Ipv4Range> routes() {
    try {
      return Files.isReadable(ROUTES) ? parseRoutes(Files.readAllLines(ROUTES)) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the routes of this computer from " + ROUTES, e);
    }
  }

  /** Reads the kernel's table: numbers in hexadecimal, in the byte order of the machine. */
  static List<Ipv4Range> parseRoutes(List<String> lines) {
    var ranges = new ArrayList<Ipv4Range>();
    for (String line : lines) {
      String[] fields = line.trim().split("\\s+");
      if (fields.length < 8 || !fields[1].matches("[0-9A-Fa-f]{8}")) {
        continue;
      }
      long destination = littleEndian(fields[1]);
      int bits = Long.bitCount(littleEndian(fields[7]));
      if (bits > 0) {
        ranges.add(new Ipv4Range(destination, bits));
      }
    }
    return ranges;
  }

  private static long littleEndian(String hexadecimal) {
    return Integer.toUnsignedLong(Integer.reverseBytes((int) Long.parseLong(hexadecimal, 16)));
  }
}
