package kubetraining.probe;

import java.util.Locale;
import java.util.Optional;
import kubetraining.host.Texts;

/**
 * Where a machine keeps the cgroups of its containers: version 1 or 2, laid out by the kubelet
 * itself (driver {@code cgroupfs}) or by systemd.
 */
public record CgroupLayout(int version, boolean systemd) {
  /** Prints what {@link #parse} reads. */
  static final String COMMAND =
      "stat --file-system --format %T /sys/fs/cgroup/;"
          + " ls -d /sys/fs/cgroup/kubepods* /sys/fs/cgroup/cpuset/kubepods* 2>/dev/null || true";

  private static final String V2 = "cgroup2fs";

  static CgroupLayout parse(String output) {
    var lines = output.strip().lines().toList();
    int version = lines.get(0).equals(V2) ? 2 : 1;
    String root = root(version);
    boolean systemd = lines.contains(root + "kubepods.slice");
    if (!systemd && !lines.contains(root + "kubepods")) {
      throw new IllegalStateException(
          Texts.of(
              "no cgroup of Kubernetes in %s, cgroup version %d; seen: %s",
              root, version, String.join(" ", lines)));
    }
    return new CgroupLayout(version, systemd);
  }

  /**
   * The folder of one container.
   *
   * @param qosClass Guaranteed, Burstable or BestEffort
   * @param podUid the uid of its pod
   * @param containerId as the API server has it: {@code containerd://...}
   */
  String folder(String qosClass, String podUid, String containerId) {
    Optional<String> level =
        qosClass.equals("Guaranteed")
            ? Optional.empty()
            : Optional.of(qosClass.toLowerCase(Locale.ROOT));
    String runtime = containerId.substring(0, containerId.indexOf("://"));
    String id = containerId.substring(containerId.indexOf("://") + 3);
    return root(version)
        + (systemd
            ? slices(level, podUid) + scope(runtime, id)
            : Texts.of("kubepods/%spod%s/%s", level.map(l -> l + "/").orElse(""), podUid, id));
  }

  /** The file in such a folder that lists the CPUs its processes may use. */
  String file() {
    return version == 2 ? "cpuset.cpus.effective" : "cpuset.cpus";
  }

  @Override
  public String toString() {
    return Texts.of(
        "cgroup version %d, laid out by %s", version, systemd ? "systemd" : "the kubelet");
  }

  // A slice bears the names of all slices around it, so a dash cannot be part of one's own name.
  private static String slices(Optional<String> level, String podUid) {
    String outer = "kubepods" + level.map(l -> "-" + l).orElse("");
    return Texts.of(
        "kubepods.slice/%s%s-pod%s.slice/",
        level.isPresent() ? outer + ".slice/" : "", outer, podUid.replace('-', '_'));
  }

  private static String scope(String runtime, String id) {
    String prefix =
        switch (runtime) {
          case "containerd" -> "cri-containerd";
          case "cri-o" -> "crio";
          default -> runtime;
        };
    return Texts.of("%s-%s.scope", prefix, id);
  }

  private static String root(int version) {
    return version == 2 ? "/sys/fs/cgroup/" : "/sys/fs/cgroup/cpuset/";
  }
}
