package kubetraining.lab.embedded.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kubetraining.host.Commands;
import kubetraining.host.DebianPackages;
import kubetraining.host.Programs;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.embedded.EmbeddedSettings;
import kubetraining.progress.Progress;
import kubetraining.wait.Hopeless;
import kubetraining.wait.Waits;

/** Sees to it that a container engine answers: installs and starts one where that is allowed. */
record EngineInstaller(EmbeddedSettings settings, Progress progress, Waits waits) {
  private static final File NOTHING = new File("/dev/null");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration SYSTEMD_LIMIT = Duration.ofMinutes(10);

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
    }
    return EngineConnection.to(situation.address());
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

  private void start(EngineSituation situation) throws IOException, InterruptedException {
    if (situation.systemd()) {
      startService();
      awaitAnswer(situation, Optional.empty(), Optional.empty());
      return;
    }
    Path log = Files.createDirectories(settings.state()).resolve("dockerd.log");
    // A session of its own: the engine outlives this run, as its containers do.
    Process engine =
        Programs.builder("setsid", "dockerd")
            .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
            .start();
    new StartedEngine(settings.state()).note(engine.toHandle());
    String words = "Started Docker's engine (process %d, log %s); it stays when the run ends";
    progress.note(Texts.of(words, engine.pid(), log));
    awaitAnswer(situation, Optional.of(engine), Optional.of(log));
  }

  private static void startService() throws IOException, InterruptedException {
    Process start = Programs.builder("systemctl", "start", "docker").start();
    try {
      if (!start.waitFor(SYSTEMD_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new LabUnavailableException(
            "'systemctl start docker' did not end within %d minutes", SYSTEMD_LIMIT.toMinutes());
      }
    } finally {
      start.destroy();
    }
    if (start.exitValue() != 0) {
      throw new LabUnavailableException(
          "'systemctl start docker' exited %d. Type: journalctl -u docker", start.exitValue());
    }
  }

  private static Hopeless exited(Process engine) {
    return Hopeless.lab("dockerd exited " + engine.exitValue());
  }

  private void awaitAnswer(
      EngineSituation situation, Optional<Process> engine, Optional<Path> log) {
    String host = situation.address().host();
    progress.awaiting("Docker's engine to answer at " + host);
    try {
      var wait = waits.upTo(START_LIMIT);
      wait.see(
          "Docker's engine at " + host,
          () -> EngineSituation.knock(situation.address()),
          socket -> socket == EngineSituation.Socket.CONNECTS,
          socket -> engine.filter(it -> !it.isAlive()).map(EngineInstaller::exited));
    } catch (RuntimeException e) {
      String end =
          log.map(file -> Texts.of("%nThe end of %s:%n%s", file, Commands.tail(file))).orElse("");
      String words = "Docker's engine was started but does not answer: %s%s";
      throw new LabUnavailableException(e, words, e.getMessage(), end);
    }
  }
}
