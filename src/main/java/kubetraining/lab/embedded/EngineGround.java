package kubetraining.lab.embedded;

import kubetraining.artifact.Artifacts;
import kubetraining.lab.LabFolder;
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
    new KernelLimits(KernelLimits.HERE, settings.install()).suffice(progress);
    var capabilities = EngineCapabilities.look(engine);
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
}
