package kubetraining.lab.embedded.engine;

import static java.util.stream.Collectors.toSet;

import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.host.Commands;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;

/**
 * What the container engine of this computer can do, seen once before anything is made.
 *
 * @param info what it says of itself
 * @param privileged whether it can start containers with every capability
 * @param openFiles the most files that a process of a machine may open
 * @param diskFree bytes free where the engine keeps its data; empty if that is not on this computer
 * @param filesFree how many more files the same disk can hold; empty if there is no such limit
 * @param modules whether this computer has modules of its kernel to show to machines
 * @param networks the names of its networks
 */
public record EngineCapabilities(
    Info info,
    String apiVersion,
    boolean privileged,
    long openFiles,
    OptionalLong diskFree,
    OptionalLong filesFree,
    boolean modules,
    Set<String> networks) {
  private static final int CAP_SYS_RESOURCE = 24;
  private static final Path ENGINE_PID = Path.of("/var/run/docker.pid");
  private static final String RUNC = "runc";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  static EngineCapabilities look(DockerEngine engine) {
    Info info = engine.client().infoCmd().exec();
    Path process = engineProcess();
    boolean all = mayEverything(Texts.lines(process.resolve("status")));
    long files = openFiles(Texts.lines(process.resolve("limits")));
    Path data = Path.of(String.valueOf(info.getDockerRootDir()));
    boolean modules = Files.isDirectory(Path.of("/lib/modules"));
    var networks = engine.client().listNetworksCmd().exec().stream().map(Network::getName);
    String api = engine.version().getVersion();
    return new EngineCapabilities(
        info, api, all, files, free(data), filesFree(data), modules, networks.collect(toSet()));
  }

  /**
   * Refuses to begin what the disk of the engine cannot take; one that is not known takes all.
   *
   * @param what what it is for, as in "The machine image needs"
   * @throws LabUnavailableException naming what is needed and what is free
   */
  public void requireRoom(String what, long bytes) {
    if (diskFree.isPresent() && diskFree.getAsLong() < bytes) {
      throw new LabUnavailableException(
          "%s about %s MB in %s, where %s MB are free. Make room there, for instance with:"
              + " docker system prune",
          what, bytes >> 20, dataFolder(), diskFree.getAsLong() >> 20);
    }
  }

  String dataFolder() {
    return String.valueOf(info.getDockerRootDir());
  }

  /** 1 or 2; the driver of the second is systemd wherever the kernel has it. */
  public int cgroupVersion() {
    return "2".equals(raw("CgroupVersion", "1")) ? 2 : 1;
  }

  String cgroupDriver() {
    return raw("CgroupDriver", "unknown");
  }

  private String raw(String name, Object unless) {
    return String.valueOf(info.getRawValues().getOrDefault(name, unless));
  }

  /** Whether an option of security holds this. */
  boolean secured(String option) {
    return Optional.ofNullable(info.getSecurityOptions()).orElse(List.of()).stream()
        .anyMatch(each -> each.contains(option));
  }

  /** The runtime to ask for, where the engine's default is not runc. */
  static Optional<String> runtime(Info info) {
    boolean runc = info.getRuntimes() != null && info.getRuntimes().containsKey(RUNC);
    return runc && !RUNC.equals(info.getRawValues().getOrDefault("DefaultRuntime", RUNC))
        ? Optional.of(RUNC)
        : Optional.empty();
  }

  /**
   * Options that the engine was given for all its containers, and that those of ours ({@link
   * HostOptions}) override.
   */
  List<String> overridden() {
    var overridden = new ArrayList<String>();
    if (secured("no-new-privileges")) {
      overridden.add("no-new-privileges");
    }
    if (runtime(info).isPresent()) {
      overridden.add("a default runtime that is not runc");
    }
    String logs = String.valueOf(info.getLoggingDriver());
    if (!logs.equals(HostOptions.LOG_DRIVER)) {
      overridden.add("log driver " + logs);
    }
    return overridden;
  }

  /** Controllers of control groups that it lacks. What an engine does not tell is there. */
  List<String> missingControllers() {
    // kubelet needs each, and does not start without.
    var told = new LinkedHashMap<String, Object>();
    told.put("memory", info.getMemoryLimit());
    told.put("cpu", info.getCpuCfsQuota());
    told.put("cpuset", info.getCpuSet());
    told.put("pids", info.getRawValues().get("PidsLimit"));
    return told.keySet().stream().filter(name -> Boolean.FALSE.equals(told.get(name))).toList();
  }

  /** Whether its disk tells files from folders in a listing, as overlays need. */
  boolean typesInFolders() {
    return Optional.ofNullable(info.getDriverStatuses()).orElse(List.of()).stream()
        .noneMatch(line -> line.equals(List.of("Supports d_type", "false")));
  }

  // The engine can give no more than it has. Where its process is not to be seen, ours stands for
  // it.
  private static Path engineProcess() {
    Path process = Path.of("/proc", String.join("", Texts.lines(ENGINE_PID)).trim());
    return Stream.of("status", "limits").map(process::resolve).allMatch(Files::isReadable)
        ? process
        : Path.of("/proc/self");
  }

  /** Whether the bounding set holds CAP_SYS_RESOURCE, the one that restricted hosts lack. */
  static boolean mayEverything(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("CapBnd:"))
        .map(line -> Long.parseUnsignedLong(line.substring("CapBnd:".length()).trim(), 16))
        .allMatch(set -> (set >> CAP_SYS_RESOURCE & 1) == 1);
  }

  static long openFiles(List<String> limits) {
    return limits.stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.substring("Max open files".length()).trim().split("\\s+")[1])
        .mapToLong(hard -> hard.equals("unlimited") ? 1 << 20 : Long.parseLong(hard))
        .findFirst()
        .orElse(1 << 20);
  }

  // Java tells no numbers of files. A file system that has no fixed number says 0.
  private static OptionalLong filesFree(Path folder) {
    var answer = Commands.ask(List.of("stat", "-f", "-c", "%c %d", folder.toString()), LIMIT);
    return answer
        .filter(numbers -> numbers.matches("[1-9]\\d* \\d{1,18}"))
        .map(numbers -> OptionalLong.of(Long.parseLong(numbers.split(" ")[1])))
        .orElse(OptionalLong.empty());
  }

  private static OptionalLong free(Path folder) {
    try {
      return Files.isDirectory(folder)
          ? OptionalLong.of(Files.getFileStore(folder).getUsableSpace())
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
