package kubetraining.lab.embedded.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;

/**
 * Remembers, across runs, which engine process was started by us, so that we stop no other.
 *
 * @param state the folder of what outlives a run
 */
public record StartedEngine(Path state) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Path note() {
    return state.resolve("dockerd.pid");
  }

  void note(ProcessHandle engine) throws IOException {
    Files.writeString(note(), words(engine));
  }

  /** The process, if it still is the one that was noted and not another with its number. */
  Optional<ProcessHandle> running() {
    String noted = String.join("", Texts.lines(note())).trim();
    return noted.isEmpty()
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(noted.split(" ")[0]))
            .filter(ProcessHandle::isAlive)
            .filter(process -> words(process).equals(noted));
  }

  // Numbers of processes return; with its birth it is known.
  private static String words(ProcessHandle process) {
    return process.pid()
        + " "
        + process.info().startInstant().map(Object::toString).orElse("unknown");
  }

  /** Stops it and waits for its end; false if there is none of ours. */
  public boolean stop() {
    var process = running();
    process.ifPresent(StartedEngine::end);
    FileWork.run("cannot remove " + note(), () -> Files.deleteIfExists(note()));
    return process.isPresent();
  }

  private static void end(ProcessHandle engine) {
    engine.destroy();
    engine.onExit().completeOnTimeout(engine, LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    if (engine.isAlive()) {
      String words = "Docker's engine, process %d, did not stop within %d s";
      throw new IllegalStateException(Texts.of(words, engine.pid(), LIMIT.toSeconds()));
    }
  }
}
