package kubetraining.host;

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
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Runs external programs for one artifact: bounded in time, output to one log file, never outliving
 * this process.
 *
 * @param artifact what is being made, for messages
 */
public record Commands(String artifact, Path log) {
  /** A program failed; carries the end of its output. */
  public static final class Failure extends HostException {
    private static final long serialVersionUID = 1L;

    private final String tail;

    private Failure(String message, String tail) {
      super(
          message + (tail.isEmpty() ? "" : "; its last lines:\n" + tail.indent(2).stripTrailing()));
      this.tail = tail;
    }

    /** Its last lines. */
    public String tail() {
      return tail;
    }
  }

  /**
   * Ends a program and all it started when this process is gone. A kill -9 of it leaves no time for
   * anything, but it closes the pipe that the keeper reads, and the program has a session, so a
   * group, of its own. What ends the whole group of this process (a terminal that closes, timeout)
   * must not end the keeper before its work is done, and the program must not inherit that.
   */
  private static final String KEEPER =
      """
      exec 3<&0 </dev/null
      trap : HUP INT TERM
      setsid "$@" 3<&- &
      program=$!
      trap '' HUP INT TERM
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
      kill -s KILL "$watch"
      exit "$code"
      """;

  private static final Map<String, String> SET =
      Map.of(
          "GOFLAGS", "-mod=readonly",
          "GOWORK", "off",
          // A recipe may want a newer Go than is installed; "local" would refuse to get it.
          "GOTOOLCHAIN", "auto",
          "npm_config_update_notifier", "false");

  // What Go builds, and for what. Without what only development takes, npm has nothing to build
  // pages with. Where pip puts things, and with whose modules it runs. An outer Maven hands the
  // last ones to what it starts; they would lead the inner one astray.
  private static final String UNSET =
      """
      GO111MODULE GOOS GOARCH GOAMD64 GOEXPERIMENT GOROOT GOTMPDIR
      NODE_ENV NPM_CONFIG_OMIT npm_config_omit NPM_CONFIG_PRODUCTION npm_config_production
      PIP_TARGET PIP_PREFIX PIP_USER PIP_REQUIRE_VIRTUALENV PYTHONHOME PYTHONPATH
      MAVEN_PROJECTBASEDIR MAVEN_CMD_LINE_ARGS MAVEN_BASEDIR MAVEN_CONFIG
      """;

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int TAIL = 15;
  private static final int SHOWN = 300;

  /**
   * @param environment added to that of this process; an empty value removes a variable
   * @throws Failure if it cannot start, exits with another code than 0, or takes too long
   */
  public void run(List<String> line, Path folder, Map<String, String> environment, Duration limit)
      throws InterruptedException {
    note("$ " + String.join(" ", line) + "\n");
    long start = System.nanoTime();
    Process process = start(line, folder, environment);
    Thread reaper = new Thread(() -> end(process), "end-" + artifact);
    try {
      // Refused when the shutdown has begun: then the program must not live on either.
      Runtime.getRuntime().addShutdownHook(reaper);
    } catch (IllegalStateException e) {
      end(process);
      throw failure(line, folder, "was not run: this process is ending");
    }
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure(line, folder, "took longer than " + limit);
      }
    } finally {
      end(process);
      Daemons.disarm(reaper);
    }
    if (process.exitValue() != 0) {
      long seconds = (System.nanoTime() - start) / 1_000_000_000;
      throw failure(line, folder, Texts.of("exited %d after %d s", process.exitValue(), seconds));
    }
  }

  private Process start(List<String> line, Path folder, Map<String, String> environment) {
    List<String> kept = new ArrayList<>();
    if (Programs.has("setsid")) {
      kept.addAll(List.of("/bin/sh", "-c", KEEPER, "keeper"));
    }
    kept.addAll(line);
    var builder =
        Programs.builder(kept)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    surround(builder.environment(), environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw failure(line, folder, "did not start: " + e.getMessage());
    }
  }

  /**
   * Gives every program that makes artifacts, or is asked about them, its variables. What the user
   * set for a tool may say where things are (proxies, registries, caches), but must not change what
   * comes out, nor keep anything from coming out.
   *
   * @param own what is added for this one; an empty value removes a variable
   */
  static void surround(Map<String, String> environment, Map<String, String> own) {
    environment.keySet().removeAll(List.of(UNSET.split("\\s+")));
    var added = new TreeMap<>(SET);
    added.putAll(own);
    added.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            environment.remove(name);
          } else {
            environment.put(name, value);
          }
        });
  }

  private void note(String text) {
    try {
      Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      String cure = Disk.cure(log).orElse("");
      throw new HostException(
          e, "artifact %s: cannot write its log %s: %s. %s", artifact, log, e, cure);
    }
  }

  private Failure failure(List<String> line, Path folder, String how) {
    String typed = String.join(" ", line);
    String shown = typed.length() <= SHOWN ? typed : typed.substring(0, SHOWN) + "...";
    return new Failure(
        Texts.of("artifact %s: '%s' in %s %s", artifact, shown, folder, how), tail(log));
  }

  /** The last lines of all that programs printed into a file. */
  public static String tail(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("$ "))
              .toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    } catch (IOException e) {
      return "(its log cannot be read: " + e + ")";
    }
  }

  /** Asks the program and all it started to end, and makes those end that do not. */
  private static void end(Process process) {
    List<ProcessHandle> alive =
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
            .filter(ProcessHandle::isAlive)
            .toList();
    alive.forEach(ProcessHandle::destroy);
    var ends = alive.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends)
        .completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    alive.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * The answer of a program, for quick questions such as its version: what it prints to standard
   * output. Warnings are no part of it. Empty if it does not answer in time, also if it cannot even
   * be killed, as one that waits for a dead network disk.
   */
  public static Optional<String> ask(List<String> line, Duration limit) {
    try {
      var builder =
          Programs.builder(line)
              .redirectError(Redirect.DISCARD)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
      surround(builder.environment(), Map.of());
      Process process = builder.start();
      var answer =
          Daemons.begin("answer of " + line.get(0), () -> process.getInputStream().readAllBytes());
      try {
        byte[] said = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        return ended && process.exitValue() == 0
            ? Optional.of(new String(said, StandardCharsets.UTF_8).strip())
            : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException | ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
