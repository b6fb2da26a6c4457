package kubetraining.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process of its own that runs a program, so that a test can kill it. */
public final class CommandRunner {
  private CommandRunner() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    // The one whose number is written is started by the program, not by us.
    List<String> line = List.of("/bin/sh", "-c", "sleep 60 & echo $! > child; wait");
    new Commands("killed", folder.resolve("log"))
        .run(line, folder, Map.of(), Duration.ofMinutes(1));
  }

  static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            CommandRunner.class.getName(),
            folder.toString())
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
