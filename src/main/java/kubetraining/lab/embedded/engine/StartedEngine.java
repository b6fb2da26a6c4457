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
    var number = Optional.of(noted.split(" ")[0]).filter(text -> !text.isEmpty());
    var process = number.flatMap(text -> ProcessHandle.of(Long.parseLong(text)));
    return process.filter(it -> it.isAlive() && words(it).equals(noted));
  }

  // Numbers of processes return; with its birth it is known.
  private static String words(ProcessHandle process) {
    var birth = process.info().startInstant().map(Object::toString);
    return process.pid() + " " + birth.orElse("unknown");
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
