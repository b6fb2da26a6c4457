package kubetraining.lab.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The resolvers that this computer asks. */
final class ComputerResolvers {
  // The first has those behind the one that systemd runs on this computer alone.
  private static final List<Path> FILES =
      List.of(Path.of("/run/systemd/resolve/resolv.conf"), Path.of("/etc/resolv.conf"));

  private ComputerResolvers() {}

  /** Those that others than this computer can ask, by their addresses; empty if there are none. */
  static List<String> look() {
    return FILES.stream()
        .filter(Files::isReadable)
        .map(ComputerResolvers::read)
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> read(Path file) {
    try (var lines = Files.lines(file)) {
      return of(lines.toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static List<String> of(List<String> lines) {
    return lines.stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 1 && words[0].equals("nameserver"))
        .map(words -> words[1])
        .filter(address -> !address.startsWith("127.") && !address.contains(":"))
        .toList();
  }
}
