package kubetraining.artifact.make;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import kubetraining.host.Commands;
import kubetraining.host.Disk;

/** What to do about a failed build, as far as its output tells. */
public final class Cures {
  private static final Pattern NETWORK =
      Pattern.compile(
          "dial tcp|i/o timeout|tls handshake timeout|temporary failure|could not (resolve|transfer)"
              + "|(failed|unable) to fetch|connection (timed out|reset|refused)|read timed out"
              + "|no matching distribution found|502 bad gateway|503 service unavailable|unknown host");

  private Cures() {}

  /** One sentence for the end of a failure message. */
  public static String of(Throwable failure, Path folder) {
    Optional<String> disk = Disk.cure(folder);
    if (disk.isPresent()) {
      return disk.get();
    }
    String words =
        (failure instanceof Commands.Failure command ? command.tail() : String.valueOf(failure))
            .toLowerCase(Locale.ROOT);
    if (words.contains("no space left on device") || words.contains("disk quota")) {
      return Disk.full(folder);
    }
    if (network(failure) || NETWORK.matcher(words).find()) {
      return "The package registry did not answer as it should: check the network (and proxy"
          + " settings) and run again; finished artifacts are kept.";
    }
    return "Run again once that is fixed; finished artifacts are kept.";
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
}
