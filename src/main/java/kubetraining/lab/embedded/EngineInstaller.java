package kubetraining.lab.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kubetraining.artifact.DebianPackages;
import kubetraining.host.Programs;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import kubetraining.progress.Progress;
import kubetraining.wait.Hopeless;
import kubetraining.wait.Waits;

/** Sees to it that a container engine answers: installs and starts one where that is allowed. */
final class EngineInstaller {
  private static final File NOTHING = new File("/dev/null");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(10);

  private final EmbeddedSettings settings;
  private final Progress progress;
  private final Waits waits;
  private final StartedEngine started;

  EngineInstaller(EmbeddedSettings settings, Progress progress, Waits waits) {
    this.settings = settings;
    this.progress = progress;
    this.waits = waits;
    this.started = new StartedEngine(settings.state());
  }

  /**
   * The engine, after it was installed or started where needed.
   *
   * @throws LabUnavailableException if there is none and nothing may or can be done about it
   */
  DockerEngine engine() {
    var situation = EngineSituation.look();
    var remedy = EngineRemedy.of(situation, settings.install());
    switch (remedy.action()) {
      case NONE_NEEDED -> {}
      case ASK_THE_USER -> throw new LabUnavailableException(remedy.message());
      case START -> progress.phase("Start Docker's engine", () -> start(situation));
      case INSTALL_AND_START -> installAndStart(situation);
      default -> throw new IllegalStateException("unknown remedy " + remedy);
    }
    return DockerEngine.connect(situation.address());
  }

  private void installAndStart(EngineSituation situation) {
    progress.note("No container engine here");
    new DebianPackages(settings.state().resolve("engine-install.log"), progress)
        .install(List.of("docker.io"));
    // Where an init system runs, the package starts the engine itself.
    if (EngineSituation.knock(situation.address()) != EngineSituation.Socket.CONNECTS) {
      progress.phase("Start Docker's engine", () -> start(situation));
    }
  }

  private void start(EngineSituation situation) throws IOException {
    if (situation.systemd()) {
      int exit =
          await(Programs.builder("systemctl", "start", "docker").start(), "systemctl start docker");
      if (exit != 0) {
        throw new LabUnavailableException(
            Texts.of("'systemctl start docker' exited %d. Type: journalctl -u docker", exit));
      }
      awaitAnswer(situation, Optional.empty(), Optional.empty());
      return;
    }
    Path log = log("dockerd.log");
    // A session of its own: the engine outlives this run, as its containers do.
    Process engine =
        Programs.builder("setsid", "dockerd")
            .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
            .start();
    started.note(engine.toHandle());
    progress.note(
        Texts.of(
            "Started Docker's engine (process %d, log %s); it stays when the run ends",
            engine.pid(), log));
    awaitAnswer(situation, Optional.of(engine), Optional.of(log));
  }

  private void awaitAnswer(
      EngineSituation situation, Optional<Process> engine, Optional<Path> log) {
    progress.awaiting("Docker's engine to answer at " + situation.host());
    try {
      waits
          .upTo(START_LIMIT)
          .see(
              "Docker's engine at " + situation.host(),
              () -> EngineSituation.knock(situation.address()),
              socket -> socket == EngineSituation.Socket.CONNECTS,
              socket ->
                  engine.filter(process -> !process.isAlive()).map(this::death).map(Hopeless::lab));
    } catch (RuntimeException e) {
      throw new LabUnavailableException(
          Texts.of(
              "Docker's engine was started but does not answer: %s%s",
              e.getMessage(),
              log.map(file -> Texts.of("%nThe end of %s:%n%s", file, tail(file))).orElse("")),
          e);
    }
  }

  private String death(Process process) {
    return "dockerd exited " + process.exitValue();
  }

  private Path log(String name) throws IOException {
    return Files.createDirectories(settings.state()).resolve(name);
  }

  private static int await(Process process, String command) {
    try {
      if (process.waitFor(INSTALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroy();
      throw new LabUnavailableException(
          Texts.of("'%s' did not end within %d minutes", command, INSTALL_LIMIT.toMinutes()));
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new LabUnavailableException(Texts.of("interrupted while '%s' ran", command), e);
    }
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }
}
