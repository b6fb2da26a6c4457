package kubetraining.artifact;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kubetraining.host.Programs;
import kubetraining.host.Texts;

/**
 * Runs external programs for one artifact: bounded in time, output to one log file, never outliving
 * this process.
 */
final class Commands {
  /**
   * Ends a program and all it started when this process is gone. A kill -9 of it leaves no time for
   * anything, but it closes the pipe that the keeper reads, and the program has a session, so a
   * group, of its own.
   */
  private static final String KEEPER =
      """
      exec 3<&0 </dev/null
      setsid "$@" 3<&- &
      program=$!
      (
        read -r line <&3
        kill -s TERM -- "-$program"
        sleep 3
        kill -s KILL -- "-$program"
      ) >/dev/null 2>&1 &
      watch=$!
      exec 3<&-
      wait "$program"
      code=$?
      kill "$watch"
      exit "$code"
      """;

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final String artifact;
  private final Path log;

  Commands(String artifact, Path log) {
    this.artifact = artifact;
    this.log = log;
  }

  /**
   * @throws CommandFailure if it cannot start, exits with another code than 0, or takes too long
   */
  void run(Command command) throws InterruptedException {
    note("$ " + String.join(" ", command.line()) + "\n");
    long start = System.nanoTime();
    Process process = start(command);
    Thread reaper = new Thread(() -> end(process), "end-" + artifact);
    try {
      // Refused when the shutdown has begun: then the program must not live on either.
      Runtime.getRuntime().addShutdownHook(reaper);
    } catch (IllegalStateException e) {
      end(process);
      throw new CommandFailure(artifact, command, "was not run: this process is ending", log);
    }
    try {
      if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CommandFailure(artifact, command, "took longer than " + command.limit(), log);
      }
    } finally {
      end(process);
      forget(reaper);
    }
    if (process.exitValue() != 0) {
      long seconds = (System.nanoTime() - start) / 1_000_000_000;
      throw new CommandFailure(
          artifact, command, Texts.of("exited %d after %d s", process.exitValue(), seconds), log);
    }
  }

  private Process start(Command command) {
    List<String> line = new ArrayList<>();
    if (Toolbox.find("setsid").isPresent()) {
      line.addAll(List.of("/bin/sh", "-c", KEEPER, "keeper"));
    }
    line.addAll(command.line());
    var builder =
        Programs.builder(line)
            .directory(command.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    Surroundings.prepare(builder.environment(), command.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CommandFailure(artifact, command, "did not start: " + e.getMessage(), log);
    }
  }

  private void note(String text) {
    try {
      Files.writeString(
          log, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new ArtifactException(
          Texts.of(
              "artifact %s: cannot write its log %s: %s. %s",
              artifact, log, e, Cures.disk(log).orElse("")),
          e);
    }
  }

  /** Asks the program and all it started to end, and makes those end that do not. */
  private static void end(Process process) {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    tree.add(process.toHandle());
    List<ProcessHandle> alive = tree.stream().filter(ProcessHandle::isAlive).toList();
    alive.forEach(ProcessHandle::destroy);
    boolean interrupted = false;
    for (ProcessHandle handle : alive) {
      try {
        handle.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
        handle.destroyForcibly();
      } catch (Exception e) {
        handle.destroyForcibly();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread reaper) {
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException e) {
      // The shutdown is on its way and runs the reaper itself.
      Thread.yield();
    }
  }

  /**
   * The answer of a program, for quick questions such as its version: what it prints to standard
   * output. Warnings are no part of it. Empty if it does not answer.
   */
  static Optional<String> ask(List<String> line, Duration limit) {
    try {
      var builder =
          Programs.builder(line)
              .redirectError(Redirect.DISCARD)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
      Surroundings.prepare(builder.environment(), Map.of());
      Process process = builder.start();
      try (var out = process.getInputStream()) {
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        return ended && process.exitValue() == 0
            ? Optional.of(new String(out.readAllBytes(), StandardCharsets.UTF_8).strip())
            : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
