package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import java.util.List;
import java.util.Map;

/** How a container is started that shall act as a host, with as much as this engine can give. */
final class HostOptions {
  private HostOptions() {}

  static HostConfig of(EngineCapabilities engine) {
    var host =
        new UnmaskedHostConfig()
            .withCgroupnsMode("private")
            // Docker would forbid programs in them, which an ordinary host allows.
            .withTmpFs(Map.of("/run", "exec,mode=755", "/tmp", "exec,mode=1777"));
    if (engine.privileged()) {
      return host.withPrivileged(true);
    }
    // "--privileged" asks for every capability and fails where the engine itself lacks one.
    return host.withCapAdd(Capability.ALL)
        .withCapDrop(Capability.SYS_RESOURCE)
        .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
        .withDeviceCgroupRules(List.of("a *:* rwm"));
  }

  static Mount volume(String name, String path) {
    return new Mount().withType(MountType.VOLUME).withSource(name).withTarget(path);
  }

  static Mount folder(String path) {
    return new Mount()
        .withType(MountType.BIND)
        .withSource(path)
        .withTarget(path)
        .withReadOnly(true);
  }
}
