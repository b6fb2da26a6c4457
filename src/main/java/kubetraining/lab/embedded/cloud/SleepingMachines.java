package kubetraining.lab.embedded.cloud;

import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.lab.LabNotWholeException;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import kubetraining.lab.embedded.engine.EngineGround;
import kubetraining.lab.embedded.engine.LabLabels;
import kubetraining.lab.embedded.engine.LabTar;

/**
 * A lab that was kept, and whose containers have stopped since: the engine was restarted, or the
 * time of its machines was over. Their file systems and volumes are as they were, and so are their
 * addresses, so that starting them is to them as a reboot. Nothing is ever removed here.
 */
record SleepingMachines(EngineGround ground) {
  private static final Duration LEARN = Duration.ofMinutes(3);
  private static final Set<String> UNIT_FOLDERS =
      Set.of("/etc", "/etc/systemd", "/etc/systemd/system");

  /**
   * The EC2 API of the lab, started again if it had stopped.
   *
   * @throws LabNotWholeException if there is none, or it has forgotten the machines that are there,
   *     or knows some that are not
   */
  EmbeddedCloud.Api api() {
    var there = machines();
    var server = Ec2ApiServer.of(ground);
    var api = server.running().or(() -> started("its EC2 API", server::startAgain));
    var address =
        api.orElseThrow(() -> new LabNotWholeException("its EC2 API is gone; " + words(there)));
    var known = known(address);
    var whole = there.stream().filter(machine -> !machine.unfinished());
    var found = whole.map(MachineContainer::instanceId).collect(Collectors.toSet());
    if (known.isEmpty() || !known.equals(found)) {
      throw new LabNotWholeException(
          "its EC2 API knows %s machines; %s", known.size(), words(there));
    }
    return address;
  }

  private List<MachineContainer> machines() {
    return MachineContainer.of(ground.engine(), ground.labels());
  }

  private Set<String> known(EmbeddedCloud.Api address) {
    try (var api = address.query()) {
      var all = api.instances(ground.labels().lab()).stream().filter(CloudInstance::wanted);
      return all.map(CloudInstance::id).collect(Collectors.toSet());
    }
  }

  /**
   * Starts those that have stopped; whether there were any.
   *
   * @param lease until when they may be used; theirs may be over, and then they would not stay up
   */
  boolean wake(EmbeddedCloud.Api address, Lease lease) {
    var asleep = machines().stream().filter(MachineContainer::exited).toList();
    if (asleep.isEmpty()) {
      return false;
    }
    String words = "%s machines of lab '%s' had stopped; starting them again";
    ground.progress().note(Texts.of(words, asleep.size(), ground.labels().lab()));
    for (MachineContainer machine : asleep) {
      started("machine " + machine.instanceId(), () -> start(machine.containerId(), lease));
    }
    try (var api = address.query()) {
      asleep.forEach(
          machine -> api.tag(machine.instanceId(), LabLabels.EXPIRES_AT, lease.until().toString()));
    }
    return true;
  }

  private String start(String container, Lease lease) {
    LabTar.Content units =
        tar -> {
          for (var file : lease.files().entrySet()) {
            tar.add(file.getKey(), 0644, file.getValue());
          }
        };
    ground.engine().place(container, "/", UNIT_FOLDERS, units);
    ground.engine().client().startContainerCmd(container).exec();
    return container;
  }

  /** One of them, which is like all others. */
  MachineContainer one() {
    var first = machines().stream().findFirst();
    return first.orElseThrow(() -> new LabNotWholeException(words(List.of())));
  }

  /** Lets all of them, which run, know what has come to the volume of parts. */
  void teach(String seed) {
    var engine = ground.engine();
    machines().parallelStream()
        .map(MachineContainer::containerId)
        .forEach(one -> engine.run(one, LEARN, "/usr/local/sbin/lab-parts", "learn", seed));
  }

  private static <T> T started(String what, Supplier<T> start) {
    try {
      return start.get();
    } catch (DockerException | LabUnavailableException e) {
      throw new LabNotWholeException(
          "%s does not start again: %s", what, String.valueOf(e.getMessage()).strip());
    }
  }

  private static String words(List<MachineContainer> there) {
    long stopped = there.stream().filter(MachineContainer::exited).count();
    return there.isEmpty()
        ? "none of its machines is on this container engine"
        : Texts.of("of its machines %s are here, %s of them stopped", there.size(), stopped);
  }
}
