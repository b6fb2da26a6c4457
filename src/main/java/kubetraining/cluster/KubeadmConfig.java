package kubetraining.cluster;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;

/** kubeadm's configuration files, version v1beta4. */
final class KubeadmConfig {
  static final String POD_SUBNET = "10.244.0.0/16";
  static final String DISCOVERY = "/etc/kubernetes/training-discovery.conf";
  private static final String API = "kubeadm.k8s.io/v1beta4";
  private static final String SOCKET = "unix:///run/containerd/containerd.sock";
  // The preflight checks judge hosts by what an administrator wants of production. A host that
  // cannot run Kubernetes is found by HostPrerequisites, in less time and in plainer words.
  private static final List<String> INIT_SKIPS =
      List.of("preflight", "addon/coredns", "show-join-command");

  private final ClusterSpec spec;
  private final Machine controlPlane;

  KubeadmConfig(ClusterSpec spec, Machine controlPlane) {
    this.spec = spec;
    this.controlPlane = controlPlane;
  }

  /** The file for {@code kubeadm init --config}. */
  byte[] init(HostFacts host, BootstrapToken token) {
    var init = document(API, "InitConfiguration");
    init.put("localAPIEndpoint", Map.of("advertiseAddress", controlPlane.privateAddress()));
    init.put("nodeRegistration", registration(controlPlane));
    init.put("bootstrapTokens", List.of(token.document()));
    init.put("skipPhases", INIT_SKIPS);
    return yaml(List.of(init, cluster(), KubeletSettings.document(spec, host), proxy(host)));
  }

  /** The file for {@code kubeadm join --config}; the cluster's certificate is in the other file. */
  byte[] join(Machine worker, BootstrapToken token) {
    var join = document(API, "JoinConfiguration");
    join.put("nodeRegistration", registration(worker));
    var discovery = new LinkedHashMap<String, Object>();
    discovery.put("file", Map.of("kubeConfigPath", DISCOVERY));
    discovery.put("tlsBootstrapToken", token.secret());
    join.put("discovery", discovery);
    join.put("skipPhases", List.of("preflight"));
    return yaml(List.of(join));
  }

  /**
   * The kubeconfig that tells a joining machine where the cluster is and by which certificate
   * authority to know it: the whole certificate, so that nothing has to be trusted unseen.
   */
  byte[] discovery(String certificateAuthorityData) {
    var cluster = new LinkedHashMap<String, Object>();
    cluster.put("server", Texts.of("https://%s:6443", controlPlane.privateAddress()));
    cluster.put("certificate-authority-data", certificateAuthorityData);
    var config = document("v1", "Config");
    config.put("clusters", List.of(Map.of("name", "kubernetes", "cluster", cluster)));
    config.put(
        "contexts",
        List.of(
            Map.of("name", "join", "context", Map.of("cluster", "kubernetes", "user", "join"))));
    config.put("users", List.of(Map.of("name", "join", "user", Map.of())));
    config.put("current-context", "join");
    return yaml(List.of(config));
  }

  private Map<String, Object> cluster() {
    var cluster = document(API, "ClusterConfiguration");
    cluster.put("kubernetesVersion", spec.kubernetesVersion());
    cluster.put("networking", Map.of("podSubnet", POD_SUBNET));
    cluster.put("encryptionAlgorithm", "ECDSA-P256");
    var apiServer = new LinkedHashMap<>(extraArgs(AuditPolicy.arguments()));
    apiServer.put("extraVolumes", AuditPolicy.volumes());
    apiServer.put("certSANs", certificateNames());
    cluster.put("apiServer", apiServer);
    // There is one control plane, so nobody to elect against; an election lost only because rights
    // were not there yet is repeated after as much as four seconds.
    cluster.put("scheduler", extraArgs(Map.of("leader-elect", "false")));
    // Its controllers all start at once and would queue for seconds at the default of 20 a second.
    cluster.put(
        "controllerManager",
        extraArgs(Map.of("leader-elect", "false", "kube-api-qps", "200", "kube-api-burst", "400")));
    var etcdTag = spec.imageTags().get("etcd");
    if (etcdTag != null) {
      cluster.put("etcd", Map.of("local", Map.of("imageTag", etcdTag)));
    }
    return cluster;
  }

  private static Map<String, Object> extraArgs(Map<String, String> values) {
    var args =
        new TreeMap<>(values)
            .entrySet().stream()
                .map(arg -> Map.of("name", arg.getKey(), "value", arg.getValue()))
                .toList();
    return Map.of("extraArgs", args);
  }

  private List<String> certificateNames() {
    var names = new LinkedHashSet<String>();
    names.add(controlPlane.name());
    names.add(controlPlane.privateAddress());
    controlPlane.publicAddress().ifPresent(names::add);
    return List.copyOf(names);
  }

  private Map<String, Object> registration(Machine machine) {
    var registration = new LinkedHashMap<String, Object>();
    registration.put("name", machine.name());
    registration.put("criSocket", SOCKET);
    registration.put("imagePullPolicy", spec.outsideNames() ? "IfNotPresent" : "Never");
    registration.put(
        "kubeletExtraArgs", List.of(Map.of("name", "node-ip", "value", machine.privateAddress())));
    return registration;
  }

  private static Map<String, Object> proxy(HostFacts host) {
    var proxy = document("kubeproxy.config.k8s.io/v1alpha1", "KubeProxyConfiguration");
    proxy.put("mode", "iptables");
    // The table's size belongs to the host and cannot be set from a machine that is a container.
    proxy.put("conntrack", Map.of("maxPerCore", 0, "min", 0));
    if (!host.mayRaiseLimits()) {
      proxy.put("oomScoreAdj", 0);
    }
    return proxy;
  }

  private static Map<String, Object> document(String apiVersion, String kind) {
    var document = new LinkedHashMap<String, Object>();
    document.put("apiVersion", apiVersion);
    document.put("kind", kind);
    return document;
  }

  private static byte[] yaml(List<Map<String, Object>> documents) {
    return documents.stream()
        .map(Serialization::asYaml)
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
