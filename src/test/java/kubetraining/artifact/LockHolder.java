package kubetraining.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A program that holds a file lock until its input ends, as another run would. */
public final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      System.out.println(Objects.requireNonNull(channel.lock()).isValid());
      while (System.in.read() >= 0) {
        // holds on
      }
    }
  }

  /** Returns when the lock is held. */
  static Process start(Path lock) throws IOException {
    Path classes =
        Path.of(
            URI.create(
                LockHolder.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                classes.toString(),
                LockHolder.class.getName(),
                lock.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() != 't') {
      throw new IOException("the lock could not be had");
    }
    return process;
  }

  static void end(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
