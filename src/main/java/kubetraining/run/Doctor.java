package kubetraining.run;

import java.util.ArrayList;
import java.util.List;
import kubetraining.artifact.Artifacts;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.embedded.EngineCapabilities;

/** Examines this computer for everything that the embedded lab needs. */
public final class Doctor {
  private static final long DISK_NEEDED = 15_000_000_000L;
  private static final long MEMORY_NEEDED = 7_500_000_000L;
  private final TrainingConfig config;

  /**
   * One prerequisite.
   *
   * @param seen what was found, or what is wrong with it
   * @param cure what to type or do; empty if it is good
   */
  public record Finding(String name, boolean good, String seen, String cure) {}

  public Doctor(TrainingConfig config) {
    this.config = config;
  }

  /** Looks at everything, changes nothing. */
  public List<Finding> examine() {
    var findings = new ArrayList<Finding>();
    findings.add(java());
    Artifacts.tools()
        .forEach(
            tool ->
                findings.add(
                    new Finding(
                        tool.name(),
                        tool.found(),
                        tool.version().isEmpty() ? "not found" : tool.version(),
                        tool.cure())));
    findings.add(memory());
    findings.add(disk());
    findings.add(engine());
    return findings;
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    return new Finding(
        "java", version >= 17, Integer.toString(version), version >= 17 ? "" : "install Java 17");
  }

  private static Finding memory() {
    var system =
        (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    long bytes = system.getTotalMemorySize();
    boolean enough = bytes >= MEMORY_NEEDED;
    return new Finding(
        "memory", enough, gigabytes(bytes), enough ? "" : "8 GB are needed for four machines");
  }

  private Finding disk() {
    var folder = config.folders().cache().toFile();
    while (!folder.exists()) {
      folder = folder.getParentFile();
    }
    long free = folder.getUsableSpace();
    boolean enough = free >= DISK_NEEDED;
    return new Finding(
        "disk",
        enough,
        "%s free at %s".formatted(gigabytes(free), folder),
        enough ? "" : "free 15 GB, or name another folder: -Dartifacts.cache=...");
  }

  private Finding engine() {
    return EngineCapabilities.ofRunningEngine()
        .map(can -> new Finding("container engine", true, can.toString(), ""))
        .orElseGet(
            () ->
                new Finding(
                    "container engine",
                    false,
                    "none answers",
                    config.embedded().install()
                        ? "none: as root on Debian a run installs and starts it; else type:"
                            + " apt-get install -y docker.io"
                        : "apt-get install -y docker.io"));
  }

  private static String gigabytes(long bytes) {
    return "%.1f GB".formatted(bytes / 1e9);
  }
}
