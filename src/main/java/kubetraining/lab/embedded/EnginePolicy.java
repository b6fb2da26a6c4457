package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Info;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kubetraining.lab.embedded.EngineCheck.Finding;

/**
 * Options that an engine was given for all its containers, as far as they matter to machines. Some
 * are overridden by those of our containers ({@link HostOptions}), some cannot be.
 *
 * @param remapped whether root in containers is another user outside ({@code userns-remap})
 * @param noNewPrivileges whether programs may not gain rights, as sudo does
 * @param runtime the runtime to ask for, where the engine's default is not runc
 * @param logDriver where the output of containers goes by default
 * @param missing control groups' controllers that the engine lacks
 * @param typesInFolders whether the engine's disk tells files from folders in a listing (d_type)
 * @param ownBridge whether there is the network that containers are in by default
 */
record EnginePolicy(
    boolean remapped,
    boolean noNewPrivileges,
    Optional<String> runtime,
    String logDriver,
    List<String> missing,
    boolean typesInFolders,
    boolean ownBridge) {
  private static final String RUNC = "runc";
  private static final String EDIT =
      " of /etc/docker/daemon.json and the engine's command line, then restart the engine: sudo"
          + " systemctl restart docker";

  static EnginePolicy of(Info info, Set<String> networks) {
    List<String> security = Optional.ofNullable(info.getSecurityOptions()).orElse(List.of());
    String runtime = String.valueOf(info.getRawValues().getOrDefault("DefaultRuntime", RUNC));
    boolean runc = info.getRuntimes() != null && info.getRuntimes().containsKey(RUNC);
    return new EnginePolicy(
        security.stream().anyMatch(option -> option.startsWith("name=userns")),
        security.stream().anyMatch(option -> option.contains("no-new-privileges")),
        runc && !runtime.equals(RUNC) ? Optional.of(RUNC) : Optional.empty(),
        String.valueOf(info.getLoggingDriver()),
        missing(info),
        !"false".equals(status(info).get("Supports d_type")),
        networks.isEmpty() || networks.contains("bridge"));
  }

  private static List<String> missing(Info info) {
    var missing = new ArrayList<String>();
    // kubelet needs each, and does not start without. What an engine does not tell is there.
    if (Boolean.FALSE.equals(info.getMemoryLimit())) {
      missing.add("memory");
    }
    if (Boolean.FALSE.equals(info.getCpuCfsQuota())) {
      missing.add("cpu");
    }
    if (Boolean.FALSE.equals(info.getCpuSet())) {
      missing.add("cpuset");
    }
    if (Boolean.FALSE.equals(info.getRawValues().get("PidsLimit"))) {
      missing.add("pids");
    }
    return List.copyOf(missing);
  }

  private static Map<String, String> status(Info info) {
    var status = new HashMap<String, String>();
    for (List<String> line : Optional.ofNullable(info.getDriverStatuses()).orElse(List.of())) {
      status.put(line.get(0), line.get(line.size() - 1));
    }
    return status;
  }

  /** What stands in the way of machines, and what was overridden for them. */
  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    if (remapped) {
      findings.add(
          new Finding(
              "users of containers",
              false,
              "userns-remap makes root in containers another user, who can run no node; files of"
                  + " images belong to him, so our containers cannot opt out",
              "take \"userns-remap\" out" + EDIT));
    }
    if (!typesInFolders) {
      findings.add(
          new Finding(
              "engine's disk",
              false,
              "its file system has no d_type, which overlays need",
              "put the engine's data (\"data-root\") on ext4, or on xfs made with ftype=1"));
    }
    if (!ownBridge) {
      findings.add(
          new Finding(
              "engine's own network",
              false,
              "the engine has no network 'bridge', in which the EC2 API answers",
              "take \"bridge\": \"none\" out" + EDIT));
    }
    findings.add(
        new Finding("engine's policy", true, overridden().isEmpty() ? "none" : overridden(), ""));
    return List.copyOf(findings);
  }

  private String overridden() {
    var overridden = new ArrayList<String>();
    if (noNewPrivileges) {
      overridden.add("no-new-privileges");
    }
    if (runtime.isPresent()) {
      overridden.add("a default runtime that is not runc");
    }
    if (!logDriver.equals(HostOptions.LOG_DRIVER)) {
      overridden.add("log driver " + logDriver);
    }
    return overridden.isEmpty()
        ? ""
        : String.join(", ", overridden) + ": overridden for the lab's containers";
  }
}
