package kubetraining.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kubelet's configuration, adapted to the host and cut to the size that the guide assumes. */
final class KubeletSettings {
  static final String RESOLV_CONF = "/etc/kubernetes/resolv.conf";
  private static final int EVICT_BELOW_MEBIBYTES = 100;

  private KubeletSettings() {}

  static Map<String, Object> document(ClusterSpec spec, HostFacts host) {
    var kubelet = new LinkedHashMap<String, Object>();
    kubelet.put("apiVersion", "kubelet.config.k8s.io/v1beta1");
    kubelet.put("kind", "KubeletConfiguration");
    kubelet.put("cgroupDriver", host.cgroupVersion() == 2 ? "systemd" : "cgroupfs");
    if (host.cgroupVersion() == 1) {
      // Kubernetes 1.35 and later refuse version 1 unless told that it is meant.
      kubelet.put("failCgroupV1", false);
    }
    kubelet.put("failSwapOn", false);
    if (!host.mayRaiseLimits()) {
      kubelet.put("oomScoreAdj", 0);
    }
    kubelet.put("enforceNodeAllocatable", List.of("pods"));
    var reserved = reservation(spec, host);
    if (!reserved.isEmpty()) {
      kubelet.put("systemReserved", reserved);
    }
    kubelet.put("evictionHard", evictionThresholds());
    if (!spec.outsideNames()) {
      // Nothing can be pulled again, so an image that was removed would be gone for good.
      kubelet.put("imageGCHighThresholdPercent", 100);
      kubelet.put("resolvConf", RESOLV_CONF);
    }
    return kubelet;
  }

  /**
   * What is kept from pods so that the node offers what {@code spec} says and not what the host
   * has: allocatable is capacity less this reservation, less the eviction threshold.
   */
  static Map<String, String> reservation(ClusterSpec spec, HostFacts host) {
    var reserved = new LinkedHashMap<String, String>();
    int cpus = host.cpus() - spec.cpus();
    if (cpus > 0) {
      reserved.put("cpu", String.valueOf(cpus));
    }
    long memory = host.memoryKibibytes() - 1024L * (EVICT_BELOW_MEBIBYTES + spec.memoryMebibytes());
    if (memory > 0) {
      reserved.put("memory", memory + "Ki");
    }
    return reserved;
  }

  /** Disk thresholds are low since machines of an embedded lab share the disk of their host. */
  private static Map<String, String> evictionThresholds() {
    var thresholds = new LinkedHashMap<String, String>();
    thresholds.put("memory.available", EVICT_BELOW_MEBIBYTES + "Mi");
    thresholds.put("nodefs.available", "1%");
    thresholds.put("nodefs.inodesFree", "1%");
    thresholds.put("imagefs.available", "1%");
    thresholds.put("imagefs.inodesFree", "1%");
    return thresholds;
  }
}
