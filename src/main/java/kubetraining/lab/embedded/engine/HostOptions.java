package kubetraining.lab.embedded.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Ulimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a container is started that shall act as a host, with as much as this engine can give. */
public final class HostOptions {
  static final String LOG_DRIVER = "json-file";
  private static final long MOST_OPEN_FILES = 1 << 20;

  private HostOptions() {}

  /**
   * Options of a container in which nothing of /proc and /sys is hidden or read-only. The engine's
   * API has words for that, the client's own class (3.7.1) has none.
   */
  private static final class Unmasked extends HostConfig {
    private static final long serialVersionUID = 1L;

    @JsonProperty("MaskedPaths")
    List<String> maskedPaths() {
      return List.of();
    }

    @JsonProperty("ReadonlyPaths")
    List<String> readonlyPaths() {
      return List.of();
    }
  }

  /**
   * Keeps the output of a container where the engine reads it. A default such as {@code none} tells
   * nothing of why a container ended, and one that sends it elsewhere may stop it from starting.
   */
  private static LogConfig log() {
    return new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "20m"));
  }

  public static HostConfig of(EngineCapabilities engine) {
    long files = Math.min(engine.openFiles(), MOST_OPEN_FILES);
    var host =
        new Unmasked()
            .withCgroupnsMode("private")
            .withLogConfig(log())
            // Against "default-ulimits" of the engine.
            .withUlimits(List.of(new Ulimit("nofile", files, files)))
            // Docker would forbid programs in them, which an ordinary host allows.
            .withTmpFs(Map.of("/run", "exec,mode=755", "/tmp", "exec,mode=1777"));
    EngineCapabilities.runtime(engine.info()).ifPresent(host::withRuntime);
    // Whatever the engine's default: sudo gains rights, as it must on a machine.
    var security = new ArrayList<>(List.of("no-new-privileges=false"));
    if (engine.privileged()) {
      return host.withPrivileged(true).withSecurityOpts(security);
    }
    security.addAll(List.of("seccomp=unconfined", "apparmor=unconfined", "label=disable"));
    // "--privileged" asks for every capability and fails where the engine itself lacks one.
    host.withCapAdd(Capability.ALL).withCapDrop(Capability.SYS_RESOURCE);
    return host.withSecurityOpts(security).withDeviceCgroupRules(List.of("a *:* rwm"));
  }

  /** For a container that is a program and no host. */
  public static HostConfig ofProgram(DockerEngine engine) {
    var host = HostConfig.newHostConfig().withLogConfig(log());
    EngineCapabilities.runtime(engine.client().infoCmd().exec()).ifPresent(host::withRuntime);
    return host;
  }

  public static Mount volume(String name, String path) {
    return new Mount().withType(MountType.VOLUME).withSource(name).withTarget(path);
  }

  public static Mount folder(String path) {
    var mount = new Mount().withType(MountType.BIND).withSource(path).withTarget(path);
    return mount.withReadOnly(true);
  }
}
