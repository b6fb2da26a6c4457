package kubetraining.lab.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.model.Info;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import kubetraining.host.Programs;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;

/**
 * What the container engine of this computer can do, seen once before anything is made.
 *
 * @param cgroupVersion 1 or 2
 * @param privileged whether it can start containers with every capability
 * @param rootless whether it runs without root, which no machine of a cluster can live in
 * @param openFiles the most files that a process of a machine may open
 * @param diskFree bytes free where the engine keeps its data; empty if that is not on this computer
 * @param filesFree how many more files the same disk can hold; empty if there is no such limit
 * @param modules whether this computer has modules of its kernel to show to machines
 * @param policy options that the engine was given for all containers
 */
public record EngineCapabilities(
    String version,
    String apiVersion,
    int cgroupVersion,
    String cgroupDriver,
    boolean privileged,
    boolean rootless,
    long openFiles,
    String storageDriver,
    String dataFolder,
    OptionalLong diskFree,
    OptionalLong filesFree,
    int processors,
    long memory,
    boolean modules,
    EnginePolicy policy) {
  private static final int CAP_SYS_RESOURCE = 24;
  private static final Path ENGINE_PID = Path.of("/var/run/docker.pid");

  /**
   * Refuses to begin what the disk of the engine cannot take; one that is not known takes all.
   *
   * @param what what it is for, as in "The machine image needs"
   * @throws LabUnavailableException naming what is needed and what is free
   */
  void requireRoom(String what, long bytes) {
    if (diskFree.isPresent() && diskFree.getAsLong() < bytes) {
      throw new LabUnavailableException(
          Texts.of(
              "%s about %s MB in %s, where %s MB are free. Make room there, for instance with: docker system prune",
              what, bytes >> 20, dataFolder, diskFree.getAsLong() >> 20));
    }
  }

  static EngineCapabilities look(DockerEngine engine) {
    Info info = engine.client().infoCmd().exec();
    Map<String, Object> more = info.getRawValues();
    List<String> security =
        info.getSecurityOptions() == null ? List.of() : info.getSecurityOptions();
    Path process = engineProcess();
    String data = String.valueOf(info.getDockerRootDir());
    return new EngineCapabilities(
        String.valueOf(info.getServerVersion()),
        engine.apiVersion(),
        "2".equals(String.valueOf(more.get("CgroupVersion"))) ? 2 : 1,
        String.valueOf(more.getOrDefault("CgroupDriver", "unknown")),
        mayEverything(read(process.resolve("status"))),
        security.stream().anyMatch(option -> option.contains("rootless")),
        openFiles(read(process.resolve("limits"))),
        String.valueOf(info.getDriver()),
        data,
        free(Path.of(data)),
        filesFree(data),
        info.getNCPU() == null ? 0 : info.getNCPU(),
        info.getMemTotal() == null ? 0 : info.getMemTotal(),
        Files.isDirectory(Path.of("/lib/modules")),
        EnginePolicy.of(info, LabNetworks.names(engine)));
  }

  // The engine can give no more than it has. Where its process is not to be seen, ours stands for
  // it.
  private static Path engineProcess() {
    if (Files.isReadable(ENGINE_PID)) {
      Path process = Path.of("/proc", String.join("", read(ENGINE_PID)).trim());
      if (Files.isReadable(process.resolve("status"))
          && Files.isReadable(process.resolve("limits"))) {
        return process;
      }
    }
    return Path.of("/proc/self");
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
  private static OptionalLong filesFree(String folder) {
    try {
      Process stat = Programs.builder("stat", "-f", "-c", "%c %d", folder).start();
      String[] answer = new String(stat.getInputStream().readAllBytes(), UTF_8).trim().split(" ");
      return answer.length < 2 || answer[0].equals("0")
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(answer[1]));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
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

  private static List<String> read(Path file) {
    try {
      return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** systemd is the driver of control groups wherever the kernel has the second version of them. */
  boolean systemdCgroup() {
    return cgroupVersion == 2;
  }
}
