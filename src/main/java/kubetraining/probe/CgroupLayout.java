package kubetraining.probe;

import java.util.Locale;
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
    String level = qosClass.equals("Guaranteed") ? "" : qosClass.toLowerCase(Locale.ROOT);
    String[] runtimeAndId = containerId.split("://", 2);
    return root(version)
        + (systemd
            ? slices(level, podUid) + scope(runtimeAndId[0], runtimeAndId[1])
            : Texts.of(
                "kubepods/%s%spod%s/%s",
                level, level.isEmpty() ? "" : "/", podUid, runtimeAndId[1]));
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

  // A slice's name holds those of all slices around it, so its own part cannot have a dash.
  private static String slices(String level, String podUid) {
    String outer = level.isEmpty() ? "kubepods" : "kubepods-" + level;
    return Texts.of(
        "kubepods.slice/%s%s-pod%s.slice/",
        level.isEmpty() ? "" : outer + ".slice/", outer, podUid.replace('-', '_'));
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
