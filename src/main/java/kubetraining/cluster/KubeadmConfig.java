package kubetraining.cluster;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.redaction.Redaction;

/**
 * kubeadm's configuration files, version v1beta4, and the audit policy that they name.
 *
 * @param token by which machines can join
 */
record KubeadmConfig(ClusterSpec spec, Machine controlPlane, String token) {
  /** The user who looks. */
  static final String OBSERVER = "kube-training:observer";

  static final String AUDIT_FILE = "/etc/kubernetes/training-audit.yaml";

  /**
   * What the API server writes down: everything that the observer asks, and every change that is
   * not made by a part of Kubernetes itself. Only who, what and when; no content, so no secret.
   */
  static final String AUDIT_POLICY =
      Texts.of(
          """
          apiVersion: audit.k8s.io/v1
          kind: Policy
          omitStages: [RequestReceived]
          rules:
            - level: Metadata
              users: ["%s"]
            - level: None
              verbs: [get, list, watch]
            - level: None
              userGroups: ["system:nodes", "system:serviceaccounts:kube-system"]
            - level: None
              users: ["system:apiserver", "system:kube-controller-manager", "system:kube-scheduler"]
            - level: Metadata
          """,
          OBSERVER);

  static final String DISCOVERY = "/etc/kubernetes/training-discovery.conf";
  static final String RESOLV_CONF = "/etc/kubernetes/resolv.conf";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int EVICT_BELOW_MEBIBYTES = 100;

  // The preflight checks judge hosts by what an administrator wants of production. A host that
  // cannot run Kubernetes is found by HostPrerequisites, in less time and in plainer words.
  // There is one control plane, so nobody to elect against; an election lost only because rights
  // were not there yet is repeated after as much as four seconds. The controllers all start at
  // once and would queue for seconds at the default of 20 a second.
  private static final String INIT =
      """
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: InitConfiguration
      localAPIEndpoint: {advertiseAddress: %1$s}
      nodeRegistration: %2$s
      bootstrapTokens: [{token: '%3$s', ttl: 30m0s, description: machines of the training lab}]
      skipPhases: [preflight, addon/coredns, show-join-command]
      ---
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      kubernetesVersion: %4$s
      networking: {podSubnet: 10.244.0.0/16}
      encryptionAlgorithm: ECDSA-P256
      apiServer:
        certSANs: [%5$s]
        extraArgs:
          - {name: audit-log-maxbackup, value: "1"}
          - {name: audit-log-maxsize, value: "64"}
          - {name: audit-log-path, value: /var/log/kubernetes/audit.log}
          - {name: audit-policy-file, value: %6$s}
        extraVolumes:
          - {name: training-audit-policy, hostPath: %6$s, mountPath: %6$s, readOnly: true,
             pathType: File}
          - {name: training-audit-log, hostPath: /var/log/kubernetes,
             mountPath: /var/log/kubernetes, pathType: DirectoryOrCreate}
      scheduler: {extraArgs: [{name: leader-elect, value: "false"}]}
      controllerManager:
        extraArgs:
          - {name: kube-api-burst, value: "400"}
          - {name: kube-api-qps, value: "200"}
          - {name: leader-elect, value: "false"}
      %7$s
      """;
  private static final String KUBELET =
      """
      ---
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      failSwapOn: false
      enforceNodeAllocatable: [pods]
      evictionHard:
        memory.available: %dMi
        nodefs.available: 1%%
        nodefs.inodesFree: 1%%
        imagefs.available: 1%%
        imagefs.inodesFree: 1%%
      """;
  // The table's size belongs to the host and cannot be set from a machine that is a container.
  private static final String PROXY =
      """
      ---
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      mode: iptables
      conntrack: {maxPerCore: 0, min: 0}
      """;
  private static final String JOIN =
      """
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: JoinConfiguration
      nodeRegistration: %s
      discovery:
        file: {kubeConfigPath: %s}
        tlsBootstrapToken: '%s'
      skipPhases: [preflight]
      """;
  private static final String TO_DISCOVER =
      """
      apiVersion: v1
      kind: Config
      clusters:
        - name: kubernetes
          cluster: {server: "https://%s:6443", certificate-authority-data: '%s'}
      contexts: [{name: join, context: {cluster: kubernetes, user: join}}]
      users: [{name: join, user: {}}]
      current-context: join
      """;

  /**
   * The secret by which machines can join, made new for each bootstrap and valid for a short time.
   */
  static String newToken() {
    var text = new StringBuilder();
    new SecureRandom().ints(22, 0, LETTERS.length()).forEach(at -> text.append(LETTERS.charAt(at)));
    Redaction.secret(text.insert(6, '.').toString());
    return text.toString();
  }

  /** The file for {@code kubeadm init --config}. */
  String init(HostFacts host) {
    var addresses =
        Stream.concat(
                Stream.of(controlPlane.name(), controlPlane.privateAddress()),
                controlPlane.publicAddress().stream())
            .distinct()
            .collect(Collectors.joining(", "));
    var etcd = spec.imageTags().get("etcd");
    var cluster =
        Texts.of(
            INIT,
            controlPlane.privateAddress(),
            registration(controlPlane),
            token,
            spec.kubernetesVersion(),
            addresses,
            AUDIT_FILE,
            etcd == null ? "" : Texts.of("etcd: {local: {imageTag: '%s'}}", etcd));
    return cluster + kubelet(host) + PROXY + oomScore(host);
  }

  /** The file for {@code kubeadm join --config}; the cluster's certificate is in the other file. */
  String join(Machine worker) {
    return Texts.of(JOIN, registration(worker), DISCOVERY, token);
  }

  /**
   * The kubeconfig that tells a joining machine where the cluster is and by which certificate
   * authority to know it: the whole certificate, so that nothing has to be trusted unseen.
   */
  String discovery(String certificateAuthorityData) {
    return Texts.of(TO_DISCOVER, controlPlane.privateAddress(), certificateAuthorityData);
  }

  private String registration(Machine machine) {
    return Texts.of(
        "{name: %s, criSocket: 'unix:///run/containerd/containerd.sock', imagePullPolicy: %s,"
            + " kubeletExtraArgs: [{name: node-ip, value: %s}]}",
        machine.name(), spec.outsideNames() ? "IfNotPresent" : "Never", machine.privateAddress());
  }

  private static String oomScore(HostFacts host) {
    return host.mayRaiseLimits() ? "" : "oomScoreAdj: 0\n";
  }

  /** How the kubelet is set up for a host. */
  private String kubelet(HostFacts host) {
    var text = new StringBuilder(Texts.of(KUBELET, EVICT_BELOW_MEBIBYTES)).append(oomScore(host));
    // Kubernetes 1.35 and later refuse version 1 of control groups unless told that it is meant.
    text.append(
        host.cgroupVersion() == 2
            ? "cgroupDriver: systemd\n"
            : "cgroupDriver: cgroupfs\nfailCgroupV1: false\n");
    int cpus = host.cpus() - ClusterSpec.CPUS;
    long memory =
        host.memoryKibibytes() - 1024L * (EVICT_BELOW_MEBIBYTES + ClusterSpec.MEMORY_MEBIBYTES);
    // What a larger host has more than a node of the guide no pod may have.
    if (cpus > 0 || memory > 0) {
      text.append("systemReserved:\n");
      text.append(cpus > 0 ? Texts.of("  cpu: '%d'\n", cpus) : "");
      text.append(memory > 0 ? Texts.of("  memory: %dKi\n", memory) : "");
    }
    if (!spec.outsideNames()) {
      // Nothing can be pulled again, so an image that was removed would be gone for good.
      text.append(Texts.of("imageGCHighThresholdPercent: 100\nresolvConf: %s\n", RESOLV_CONF));
    }
    return text.toString();
  }
}
