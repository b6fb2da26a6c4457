package kubetraining.artifact;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kubetraining.host.Texts;

/** What to do about a failed build, as far as its output tells. */
final class Cures {
  private static final long NEARLY_FULL = 200L << 20;
  private static final List<String> NETWORK =
      List.of(
          "dial tcp",
          "i/o timeout",
          "tls handshake timeout",
          "temporary failure",
          "could not resolve",
          "could not transfer",
          "failed to fetch",
          "unable to fetch",
          "connection timed out",
          "connection reset",
          "connection refused",
          "no matching distribution found",
          "read timed out",
          "502 bad gateway",
          "503 service unavailable",
          "unknown host");

  private Cures() {}

  /** One sentence for the end of a failure message. */
  static String of(Throwable failure, Path folder) {
    Optional<String> disk = disk(folder);
    if (disk.isPresent()) {
      return disk.get();
    }
    String words =
        (failure instanceof Commands.Failure command ? command.tail : String.valueOf(failure))
            .toLowerCase(Locale.ROOT);
    if (words.contains("no space left on device") || words.contains("disk quota")) {
      return "The disk is full. " + free(folder);
    }
    if (network(failure) || NETWORK.stream().anyMatch(words::contains)) {
      return "The package registry did not answer as it should: check the network (and proxy"
          + " settings) and run again, finished artifacts are kept.";
    }
    return "Run again once that is cured; finished artifacts are kept.";
  }

  /** By its type, since what the system says of it is in the language of the computer. */
  private static boolean network(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SocketException
          || each instanceof UnknownHostException
          || each instanceof SocketTimeoutException
          || each instanceof HttpTimeoutException) {
        return true;
      }
    }
    return false;
  }

  /** The failure to import an archive of any kind; the cache is as it was before. */
  static ArtifactException notImported(Path archive, Exception failure, Path folder) {
    return new ArtifactException(
        failure,
        "cannot import %s: %s. The cache is as before. %s",
        archive,
        failure,
        disk(folder).orElse(""));
  }

  /** That the disk is full, if it is. */
  static Optional<String> disk(Path folder) {
    return freeBytes(folder) < NEARLY_FULL
        ? Optional.of("The disk is full. " + free(folder))
        : Optional.empty();
  }

  private static String free(Path folder) {
    return Texts.of(
        "%s has %d MB free: remove files there, or name another folder for the cache, and run"
            + " again; finished artifacts are kept.",
        folder, freeBytes(folder) >> 20);
  }

  /** Free bytes where {@code folder} is or will be. */
  static long freeBytes(Path folder) {
    try {
      return Files.getFileStore(Folders.existing(folder)).getUsableSpace();
    } catch (IOException e) {
      throw new ArtifactException(e, "cannot tell how much room %s has: %s", folder, e);
    }
  }
}
