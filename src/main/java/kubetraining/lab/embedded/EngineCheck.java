package kubetraining.lab.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.DebianPackages;
import kubetraining.artifact.MissingToolsException;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;

/** Tells whether this computer can run an embedded lab, without changing anything. */
public final class EngineCheck {
  private static final long GIGABYTE = 1L << 30;
  // Measured after a first lab: 51 thousand files in the engine's folder.
  private static final long FILES = 100_000;

  private static final Set<String> ROOM = Set.of("disk space", "room for files");

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
    findings.addAll(ofKernel(policy));
    return List.copyOf(findings);
  }

  private static List<Finding> ofKernel(InstallPolicy policy) {
    var findings = new ArrayList<>(new KernelLimits(KernelLimits.HERE, policy).findings());
    findings.add(new KernelModules(Path.of("/")).finding());
    return findings;
  }

  /**
   * Refuses a computer that cannot run a lab, before anything is made for one.
   *
   * @param network what {@link FreeRange#finding} said
   * @param madeBefore whether the engine has a machine image already, so that little room will do
   * @param artifacts fails, too, where these cannot be made; then one message names both
   */
  static void require(
      EngineCapabilities seen, Finding network, boolean madeBefore, Supplier<Artifacts> artifacts) {
    var findings = new ArrayList<>(of(seen));
    findings.add(network);
    findings.addAll(ofKernel(InstallPolicy.NEVER));
    findings.removeIf(finding -> madeBefore && ROOM.contains(finding.what()));
    refuse(findings, artifacts);
  }

  /**
   * @throws LabUnavailableException naming all that is missing, if anything is
   */
  public static void refuse(List<Finding> findings, Supplier<Artifacts> artifacts) {
    var missing =
        findings.stream()
            .filter(finding -> !finding.met())
            .map(
                finding ->
                    Texts.of(
                        "%s: %s.%nType or do: %s", finding.what(), finding.found(), finding.cure()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (missing.isEmpty()) {
      return;
    }
    // What root gets installed when it is needed is not installed for a lab that cannot be.
    if (!DebianPackages.possible()) {
      try {
        artifacts.get();
      } catch (MissingToolsException e) {
        missing.add(String.valueOf(e.getMessage()));
      }
    }
    throw new LabUnavailableException(
        Texts.of(
            "This computer is not ready for a lab; nothing was made.%n%s",
            String.join(System.lineSeparator(), missing)));
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
      findings.add(FreeRange.finding(engine));
      return findings;
    } catch (EngineTrouble e) {
      return List.of(new Finding("container engine", false, e.found(), e.cure()));
    }
  }

  static List<Finding> of(EngineCapabilities seen) {
    var findings =
        new ArrayList<>(
            List.of(
                new Finding(
                    "container engine",
                    true,
                    Texts.of(
                        "version %s, API %s, %s",
                        seen.version(), seen.apiVersion(), seen.storageDriver()),
                    "")));
    findings.addAll(seen.policy().findings());
    findings.addAll(resources(seen));
    return List.copyOf(findings);
  }

  private static List<Finding> resources(EngineCapabilities seen) {
    long room = room(seen);
    return List.of(
        finding(
            "engine run by root",
            !seen.rootless(),
            seen.rootless() ? "it runs without root" : "yes",
            "export DOCKER_HOST=unix:///var/run/docker.sock, the socket of an engine of root"),
        finding(
            "control groups",
            seen.policy().missing().isEmpty(),
            seen.policy().missing().isEmpty()
                ? Texts.of("version %s, driver %s", seen.cgroupVersion(), seen.cgroupDriver())
                : Texts.of(
                    "version %s, without %s, which kubelet needs",
                    seen.cgroupVersion(), String.join(", ", seen.policy().missing())),
            "add 'cgroup_enable=memory' to the kernel's command line and boot again; where the"
                + " engine runs in a container, give that all controllers"),
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
            Texts.of("%d a process", seen.openFiles()),
            "raise LimitNOFILE of the engine's service"),
        finding(
            "disk space",
            seen.diskFree().orElse(Long.MAX_VALUE) >= room,
            seen.diskFree().isPresent()
                ? Texts.of(
                    "%d GB free in %s", seen.diskFree().getAsLong() / GIGABYTE, seen.dataFolder())
                : "unknown, the engine is on another computer",
            Texts.of(
                "%s GB are needed; make room, for instance: docker system prune", room / GIGABYTE)),
        finding(
            "room for files",
            seen.filesFree().orElse(Long.MAX_VALUE) >= FILES,
            seen.filesFree().isPresent()
                ? Texts.of("%s more in %s", seen.filesFree().getAsLong(), seen.dataFolder())
                : "not limited",
            Texts.of(
                "%s inodes are needed, see: df -i; make room, for instance: docker system prune",
                FILES)),
        finding(
            "processors",
            seen.processors() >= 2,
            Integer.toString(seen.processors()),
            "the lab's machines share at least 2 processors"),
        finding(
            "memory",
            seen.memory() >= 7 * GIGABYTE,
            Texts.of("%d GB", seen.memory() / GIGABYTE),
            "the lab's machines need about 8 GB together"));
  }

  // Where the engine's storage cannot share files, each image and container is a whole copy.
  private static long room(EngineCapabilities seen) {
    return (seen.storageDriver().equals("vfs") ? 20 : 10) * GIGABYTE;
  }

  private static Finding finding(String what, boolean met, String found, String cure) {
    return new Finding(what, met, found, met ? "" : cure);
  }
}
