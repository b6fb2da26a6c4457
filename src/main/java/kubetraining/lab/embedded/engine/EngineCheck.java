package kubetraining.lab.embedded.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.artifact.Artifacts;
import kubetraining.host.DebianPackages;
import kubetraining.host.Finding;
import kubetraining.host.HostException;
import kubetraining.host.KernelLimits;
import kubetraining.host.KernelModules;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;

/** Tells whether this computer can run an embedded lab, without changing anything. */
public final class EngineCheck {
  private static final long GIGABYTE = 1L << 30;
  // Measured after a first lab: 51 thousand files in the engine's folder.
  private static final long FILES = 100_000;
  private static final Set<String> ROOM = Set.of("disk space", "room for files");
  private static final String ENGINE = "container engine";
  private static final String EDIT =
      " of /etc/docker/daemon.json and the engine's command line, then restart the engine: sudo"
          + " systemctl restart docker";

  private EngineCheck() {}

  private static Finding of(String what, boolean met, String found, String cure) {
    return new Finding(what, met, found, met ? "" : cure);
  }

  /**
   * Every prerequisite of the container engine, in the order in which they matter.
   *
   * @param mayChange whether the first lab may see to what is missing
   */
  public static List<Finding> look(boolean mayChange) {
    var situation = EngineSituation.look();
    var remedy = EngineRemedy.of(situation, mayChange);
    var findings = new ArrayList<Finding>();
    switch (remedy.action()) {
      case NONE_NEEDED -> findings.addAll(answering(situation));
      case START, INSTALL_AND_START ->
          findings.add(
              Finding.met(
                  ENGINE,
                  remedy.found() + "; the first lab will fix that, because the user is root"));
      default -> findings.add(new Finding(ENGINE, false, remedy.found(), remedy.command()));
    }
    findings.addAll(ofKernel(mayChange));
    return List.copyOf(findings);
  }

  private static List<Finding> ofKernel(boolean mayChange) {
    var findings = new ArrayList<>(new KernelLimits(KernelLimits.HERE, mayChange).findings());
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
  public static void require(
      EngineCapabilities seen, Finding network, boolean madeBefore, Supplier<Artifacts> artifacts) {
    var findings = new ArrayList<>(of(seen));
    findings.add(network);
    findings.addAll(ofKernel(false));
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
      } catch (HostException e) {
        missing.add(String.valueOf(e.getMessage()));
      }
    }
    throw new LabUnavailableException(
        Texts.of(
            "This computer is not ready for a lab; nothing was made.%n%s",
            String.join(System.lineSeparator(), missing)));
  }

  private static List<Finding> answering(EngineSituation situation) {
    try (var engine = situation.engine()) {
      var findings = new ArrayList<Finding>();
      findings.add(Finding.met("engine's address", situation.address().toString()));
      engine
          .identity()
          .otherMake()
          .ifPresent(make -> findings.add(Finding.met("engine's make", make)));
      findings.addAll(of(EngineCapabilities.look(engine)));
      findings.add(FreeRange.finding(engine));
      return findings;
    } catch (EngineTrouble e) {
      return List.of(new Finding(ENGINE, false, e.found(), e.cure()));
    }
  }

  static List<Finding> of(EngineCapabilities seen) {
    var engine =
        Finding.met(
            ENGINE,
            Texts.of(
                "version %s, API %s, %s",
                seen.info().getServerVersion(), seen.apiVersion(), seen.info().getDriver()));
    return Stream.of(List.of(engine), policy(seen), powers(seen), room(seen))
        .flatMap(List::stream)
        .toList();
  }

  /** What stands in the way of machines of the engine's own options; what does not is told. */
  private static List<Finding> policy(EngineCapabilities seen) {
    var findings = new ArrayList<Finding>();
    if (seen.secured("name=userns")) {
      findings.add(
          new Finding(
              "users of containers",
              false,
              "userns-remap makes root in containers another user, who cannot run a node; files of"
                  + " images belong to that user, so our containers cannot opt out",
              "remove \"userns-remap\"" + EDIT));
    }
    if (!seen.typesInFolders()) {
      findings.add(
          new Finding(
              "engine's disk",
              false,
              "its file system has no d_type, which overlays need",
              "put the engine's data (\"data-root\") on ext4, or on xfs made with ftype=1"));
    }
    if (!seen.networks().contains("bridge")) {
      findings.add(
          new Finding(
              "engine's own network",
              false,
              "the engine has no network 'bridge', which the EC2 API needs",
              "remove \"bridge\": \"none\"" + EDIT));
    }
    String overridden = String.join(", ", seen.overridden());
    findings.add(
        Finding.met(
            "engine's policy",
            overridden.isEmpty() ? "none" : overridden + ": overridden for the lab's containers"));
    return findings;
  }

  private static List<Finding> powers(EngineCapabilities seen) {
    boolean rootless = seen.secured("rootless");
    List<String> missing = seen.missingControllers();
    return List.of(
        of(
            "engine run by root",
            !rootless,
            rootless ? "it runs without root" : "yes",
            EngineAddress.NAME_USUAL + ", the socket of an engine that root runs"),
        of(
            "control groups",
            missing.isEmpty(),
            missing.isEmpty()
                ? Texts.of("version %s, driver %s", seen.cgroupVersion(), seen.cgroupDriver())
                : Texts.of(
                    "version %s, without %s, which kubelet needs",
                    seen.cgroupVersion(), String.join(", ", missing)),
            "add 'cgroup_enable=memory' to the kernel's command line and reboot; if the"
                + " engine runs in a container, give that container all controllers"),
        Finding.met(
            "privileged containers",
            seen.privileged()
                ? "possible"
                : "not possible, CAP_SYS_RESOURCE is missing; machines do without"),
        of(
            "open files",
            seen.openFiles() >= 4096,
            Texts.of("%d per process", seen.openFiles()),
            "raise LimitNOFILE of the engine's service"));
  }

  private static List<Finding> room(EngineCapabilities seen) {
    // Where the engine's storage cannot share files, each image and container is a whole copy.
    long room = ("vfs".equals(seen.info().getDriver()) ? 20 : 10) * GIGABYTE;
    long disk = seen.diskFree().orElse(Long.MAX_VALUE);
    long files = seen.filesFree().orElse(Long.MAX_VALUE);
    Integer processors = seen.info().getNCPU();
    Long memory = seen.info().getMemTotal();
    return List.of(
        of(
            "disk space",
            disk >= room,
            seen.diskFree().isPresent()
                ? Texts.of("%d GB free in %s", disk / GIGABYTE, seen.dataFolder())
                : "unknown, the engine is on another computer",
            Texts.of(
                "%s GB are needed; make room, for instance: docker system prune", room / GIGABYTE)),
        of(
            "room for files",
            files >= FILES,
            seen.filesFree().isPresent()
                ? Texts.of("%s more in %s", files, seen.dataFolder())
                : "not limited",
            Texts.of(
                "%s inodes are needed, see: df -i; make room, for instance: docker system prune",
                FILES)),
        of(
            "processors",
            processors != null && processors >= 2,
            String.valueOf(processors),
            "the lab's machines share at least 2 processors"),
        of(
            "memory",
            memory != null && memory >= 7 * GIGABYTE,
            Texts.of("%d GB", memory == null ? 0 : memory / GIGABYTE),
            "the lab's machines need about 8 GB together"));
  }
}
