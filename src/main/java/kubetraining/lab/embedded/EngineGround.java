package kubetraining.lab.embedded;

import kubetraining.artifact.Artifacts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** The engine, and what of this lab can be asked without its API. */
record EngineGround(
    DockerEngine engine,
    EngineCapabilities capabilities,
    LabLabels labels,
    Ec2ApiServer server,
    EngineHoldings holdings) {

  static EngineGround open(
      EmbeddedSettings settings, Teardown undo, Progress progress, Waits waits) {
    var engine = new EngineInstaller(settings, progress, waits).engine();
    undo.push("close the connection to the container engine", engine::close);
    EngineOfLab.require(
        LabFolder.of(settings.state(), settings.labName()), engine.identity().engine());
    engine.identity().otherMake().ifPresent(progress::note);
    new FileWatchers(FileWatchers.LIMIT, settings.install(), progress).suffice();
    var capabilities = EngineCapabilities.look(engine);
    requireRoot(capabilities);
    var labels = new LabLabels(settings.labName());
    return new EngineGround(
        engine,
        capabilities,
        labels,
        new Ec2ApiServer(engine, labels, progress, waits),
        new EngineHoldings(engine, waits));
  }

  MachineImage image(Artifacts artifacts, EmbeddedSettings settings, Progress progress) {
    return new MachineBakery(engine, capabilities, labels, settings.cache(), progress)
        .image(artifacts.machineParts());
  }

  SleepingMachines sleeping(Progress progress) {
    return new SleepingMachines(engine, labels, server, progress);
  }

  private static void requireRoot(EngineCapabilities capabilities) {
    if (capabilities.rootless()) {
      throw new LabUnavailableException(
          "The container engine runs without root, and machines of a cluster cannot live in it."
              + " Point DOCKER_HOST at an engine that root runs: export"
              + " DOCKER_HOST=unix:///var/run/docker.sock");
    }
  }
}
