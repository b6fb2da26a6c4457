package kubetraining.lab.embedded.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
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
      case START, INSTALL_AND_START -> {
        String found = remedy.found() + "; the first lab will fix that, because the user is root";
        findings.add(Finding.met(ENGINE, found));
      }
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
    var missing = new ArrayList<String>();
    for (var each : findings.stream().filter(finding -> !finding.met()).toList()) {
      missing.add(Texts.of("%s: %s.%nType or do: %s", each.what(), each.found(), each.cure()));
    }
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
        "This computer is not ready for a lab; nothing was made.%n%s",
        String.join(System.lineSeparator(), missing));
  }

  private static List<Finding> answering(EngineSituation situation) {
    try (var engine = situation.engine()) {
      var findings = new ArrayList<Finding>();
      findings.add(Finding.met("engine's address", situation.address().toString()));
      var make = engine.identity().otherMake();
      make.ifPresent(other -> findings.add(Finding.met("engine's make", other)));
      findings.addAll(of(EngineCapabilities.look(engine)));
      findings.add(FreeRange.finding(engine));
      return findings;
    } catch (EngineTrouble e) {
      return List.of(new Finding(ENGINE, false, e.found(), e.cure()));
    }
  }

  static List<Finding> of(EngineCapabilities seen) {
    var info = seen.info();
    String version =
        Texts.of(
            "version %s, API %s, %s", info.getServerVersion(), seen.apiVersion(), info.getDriver());
    var engine = List.of(Finding.met(ENGINE, version));
    return Stream.of(engine, policy(seen), powers(seen), room(seen)).flatMap(List::stream).toList();
  }

  /** What stands in the way of machines of the engine's own options; what does not is told. */
  private static List<Finding> policy(EngineCapabilities seen) {
    var findings = new ArrayList<Finding>();
    if (seen.secured("name=userns")) {
      String found =
          "userns-remap makes root in containers another user, who cannot run a node; files of"
              + " images belong to that user, so our containers cannot opt out";
      findings.add(of("users of containers", false, found, "remove \"userns-remap\"" + EDIT));
    }
    if (!seen.typesInFolders()) {
      String found = "its file system has no d_type, which overlays need";
      String cure = "put the engine's data (\"data-root\") on ext4, or on xfs made with ftype=1";
      findings.add(of("engine's disk", false, found, cure));
    }
    if (!seen.networks().contains("bridge")) {
      String found = "the engine has no network 'bridge', which the EC2 API needs";
      findings.add(of("engine's own network", false, found, "remove \"bridge\": \"none\"" + EDIT));
    }
    String overridden = String.join(", ", seen.overridden());
    String policy =
        overridden.isEmpty() ? "none" : overridden + ": overridden for the lab's containers";
    findings.add(Finding.met("engine's policy", policy));
    return findings;
  }

  private static List<Finding> powers(EngineCapabilities seen) {
    boolean rootless = seen.secured("rootless");
    String root = EngineAddress.NAME_USUAL + ", the socket of an engine that root runs";
    String missing = String.join(", ", seen.missingControllers());
    String groups = "version " + seen.cgroupVersion();
    groups += missing.isEmpty() ? ", driver " + seen.cgroupDriver() : ", without " + missing;
    groups += missing.isEmpty() ? "" : ", which kubelet needs";
    String addGroups =
        "add 'cgroup_enable=memory' to the kernel's command line and reboot; if the"
            + " engine runs in a container, give that container all controllers";
    boolean privileged = seen.privileged();
    String powers =
        privileged ? "possible" : "not possible, CAP_SYS_RESOURCE is missing; machines do without";
    String files = Texts.of("%d per process", seen.openFiles());
    String moreFiles = "raise LimitNOFILE of the engine's service";
    return List.of(
        of("engine run by root", !rootless, rootless ? "it runs without root" : "yes", root),
        of("control groups", missing.isEmpty(), groups, addGroups),
        Finding.met("privileged containers", powers),
        of("open files", seen.openFiles() >= 4096, files, moreFiles));
  }

  private static List<Finding> room(EngineCapabilities seen) {
    // Where the engine's storage cannot share files, each image and container is a whole copy.
    long room = ("vfs".equals(seen.info().getDriver()) ? 20 : 10) * GIGABYTE;
    long disk = seen.diskFree().orElse(Long.MAX_VALUE);
    String free = Texts.of("%d GB free in %s", disk / GIGABYTE, seen.dataFolder());
    boolean here = seen.diskFree().isPresent();
    String space = here ? free : "unknown, the engine is on another computer";
    String prune = "make room, for instance: docker system prune";
    String needed = Texts.of("%s GB are needed; %s", room / GIGABYTE, prune);
    long files = seen.filesFree().orElse(Long.MAX_VALUE);
    boolean limited = seen.filesFree().isPresent();
    String inodes = limited ? Texts.of("%s more in %s", files, seen.dataFolder()) : "not limited";
    String more = Texts.of("%s inodes are needed, see: df -i; %s", FILES, prune);
    int processors = Objects.requireNonNullElse(seen.info().getNCPU(), 0);
    String share = "the lab's machines share at least 2 processors";
    long memory = Objects.requireNonNullElse(seen.info().getMemTotal(), 0L);
    String together = "the lab's machines need about 8 GB together";
    return List.of(
        of("disk space", disk >= room, space, needed),
        of("room for files", files >= FILES, inodes, more),
        of("processors", processors >= 2, "" + processors, share),
        of("memory", memory >= 7 * GIGABYTE, memory / GIGABYTE + " GB", together));
  }
}
