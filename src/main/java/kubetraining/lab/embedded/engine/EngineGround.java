package kubetraining.lab.embedded.engine;

import com.github.dockerjava.api.model.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kubetraining.host.HeldFile;
import kubetraining.host.KernelLimits;
import kubetraining.lab.LabFolder;
import kubetraining.lab.Teardown;
import kubetraining.lab.embedded.EmbeddedSettings;
import kubetraining.progress.Phases;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all parts of one lab's cloud stand on: its engine, its labels, and who is told of it. */
public record EngineGround(
    EmbeddedSettings settings,
    DockerEngine engine,
    EngineCapabilities capabilities,
    LabLabels labels,
    Progress progress,
    Waits waits) {
  private static final Logger LOG = LoggerFactory.getLogger(EngineGround.class);

  public static EngineGround open(
      EmbeddedSettings settings, Teardown undo, Progress progress, Waits waits) {
    var engine = new EngineInstaller(settings, progress, waits).engine();
    undo.push("close the connection to the container engine", engine::close);
    new LabHome(LabFolder.of(settings.state(), settings.labName()))
        .require(engine.identity().engine());
    engine.identity().otherMake().ifPresent(progress::note);
    new KernelLimits(KernelLimits.HERE, settings.install()).suffice(progress::note);
    var labels = new LabLabels(settings.labName());
    return new EngineGround(
        settings, engine, EngineCapabilities.look(engine), labels, progress, waits);
  }

  /**
   * A running container with no network, in which something for all labs is made.
   *
   * @param mark by which it is known as half-made
   * @param always gets its removal
   */
  public String oven(String image, String name, String mark, List<Mount> mounts, Teardown always) {
    var host = HostOptions.of(capabilities).withNetworkMode("none").withMounts(mounts);
    var oven = engine.client().createContainerCmd(image).withName(name + "-bake");
    oven.withLabels(labels.with(LabLabels.BAKE, mark)).withHostConfig(host);
    oven.withCmd("/bin/sleep", "infinity");
    String container = oven.exec().getId();
    always.push("remove container " + container, () -> engine.removeContainer(container));
    engine.client().startContainerCmd(container).exec();
    return container;
  }

  /** Removes the containers that a run left which was killed while it made this. */
  public void clearBaking(String mark) {
    var left = engine.containers(Map.of(LabLabels.BAKE, mark));
    left.forEach(container -> engine.removeContainer(container.getId()));
  }

  /** A phase in which something for all labs is made, by one run at a time. */
  public <T> T phaseAlone(String phase, String other, Callable<T> work) {
    return progress.phase(phase, () -> oneAtATime("machine-image", other, work));
  }

  /**
   * Keeps runs on this computer from doing the same at once.
   *
   * @param other who is waited for, in the reader's words
   */
  public <T> T oneAtATime(String what, String other, Callable<T> work) {
    Path file = settings.cache().resolve(what + ".lock");
    // A file is the lock, so that a run which is killed gives it back.
    return Phases.call(
        "lock " + file,
        () -> {
          Files.createDirectories(settings.cache());
          try (HeldFile held = HeldFile.take(file, () -> progress.awaiting(other))) {
            LOG.debug("{} for the work that waited for {}", held, other);
            return Phases.call(other, work);
          }
        });
  }
}
