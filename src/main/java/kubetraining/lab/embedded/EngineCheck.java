package kubetraining.lab.embedded;

import java.util.ArrayList;
import java.util.List;

/** Tells whether this computer can run an embedded lab, without changing anything. */
public final class EngineCheck {
  private static final long GIGABYTE = 1L << 30;
  private static final int INOTIFY = 128;

  private EngineCheck() {}

  /**
   * One prerequisite.
   *
   * @param what what is needed
   * @param met whether it is there
   * @param found what was seen
   * @param cure what to do about it; empty where it is met
   */
  public record Finding(String what, boolean met, String found, String cure) {}

  /** Every prerequisite of the container engine, in the order in which they matter. */
  public static List<Finding> look(InstallPolicy policy) {
    var situation = EngineSituation.look();
    var remedy = EngineRemedy.of(situation, policy);
    var findings = new ArrayList<Finding>();
    switch (remedy.action()) {
      case NONE_NEEDED -> findings.addAll(answering(situation));
      case START, INSTALL_AND_START ->
          findings.add(
              new Finding(
                  "container engine",
                  true,
                  remedy.found() + "; the first lab will see to it, since the user is root",
                  ""));
      default ->
          findings.add(new Finding("container engine", false, remedy.found(), remedy.command()));
    }
    return List.copyOf(findings);
  }

  private static List<Finding> answering(EngineSituation situation) {
    try (var engine = DockerEngine.connect(situation.address())) {
      var findings = new ArrayList<Finding>();
      findings.add(new Finding("engine's address", true, situation.address().toString(), ""));
      engine
          .identity()
          .otherMake()
          .ifPresent(make -> findings.add(new Finding("engine's make", true, make, "")));
      findings.addAll(of(EngineCapabilities.look(engine)));
      return findings;
    } catch (EngineTrouble e) {
      return List.of(new Finding("container engine", false, e.found(), e.cure()));
    }
  }

  static List<Finding> of(EngineCapabilities seen) {
    return List.of(
        new Finding(
            "container engine",
            true,
            "version %s, API %s, %s"
                .formatted(seen.version(), seen.apiVersion(), seen.storageDriver()),
            ""),
        finding(
            "engine run by root",
            !seen.rootless(),
            seen.rootless() ? "it runs without root" : "yes",
            "export DOCKER_HOST=unix:///var/run/docker.sock, the socket of an engine of root"),
        new Finding(
            "control groups",
            true,
            "version %d, driver %s".formatted(seen.cgroupVersion(), seen.cgroupDriver()),
            ""),
        new Finding(
            "privileged containers",
            true,
            seen.privileged()
                ? "possible"
                : "not possible, CAP_SYS_RESOURCE is missing; machines do without",
            ""),
        finding(
            "open files",
            seen.openFiles() >= 4096,
            "%d a process".formatted(seen.openFiles()),
            "raise LimitNOFILE of the engine's service"),
        finding(
            "file watchers",
            seen.inotifyInstances().orElse(INOTIFY) >= INOTIFY,
            seen.inotifyInstances().isPresent()
                ? "%d for all processes of root".formatted(seen.inotifyInstances().getAsLong())
                : "unknown",
            "sudo sysctl fs.inotify.max_user_instances=512"),
        finding(
            "disk space",
            seen.diskFree().orElse(Long.MAX_VALUE) >= 10 * GIGABYTE,
            seen.diskFree().isPresent()
                ? "%d GB free in %s"
                    .formatted(seen.diskFree().getAsLong() / GIGABYTE, seen.dataFolder())
                : "unknown, the engine is on another computer",
            "10 GB are needed; make room, for instance: docker system prune"),
        finding(
            "processors",
            seen.processors() >= 2,
            Integer.toString(seen.processors()),
            "the lab's machines share at least 2 processors"),
        finding(
            "memory",
            seen.memory() >= 7 * GIGABYTE,
            "%d GB".formatted(seen.memory() / GIGABYTE),
            "the lab's machines need about 8 GB together"));
  }

  private static Finding finding(String what, boolean met, String found, String cure) {
    return new Finding(what, met, found, met ? "" : cure);
  }
}
