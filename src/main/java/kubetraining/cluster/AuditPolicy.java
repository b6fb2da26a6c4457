package kubetraining.cluster;

import java.util.List;
import java.util.Map;
import kubetraining.host.Texts;

/**
 * What the API server writes down: everything that the observer asks, and every change that is not
 * made by a part of Kubernetes itself. Only who, what and when; no content, so no secret.
 */
final class AuditPolicy {
  static final String FILE = "/etc/kubernetes/training-audit.yaml";

  /** On the control plane, a line of JSON for each request. */
  static final String LOG = "/var/log/kubernetes/audit.log";

  private static final String FOLDER = "/var/log/kubernetes";
  private static final int MOST_MEGABYTES = 64;

  private AuditPolicy() {}

  static String document() {
    return Texts.of(
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
        ObserverAccount.USER);
  }

  static Map<String, String> arguments() {
    return Map.of(
        "audit-policy-file",
        FILE,
        "audit-log-path",
        LOG,
        "audit-log-maxsize",
        Integer.toString(MOST_MEGABYTES),
        "audit-log-maxbackup",
        "1");
  }

  /** What the API server's pod must see of its machine. */
  static List<Map<String, Object>> volumes() {
    return List.of(
        Map.of(
            "name",
            "training-audit-policy",
            "hostPath",
            FILE,
            "mountPath",
            FILE,
            "readOnly",
            true,
            "pathType",
            "File"),
        Map.of(
            "name",
            "training-audit-log",
            "hostPath",
            FOLDER,
            "mountPath",
            FOLDER,
            "pathType",
            "DirectoryOrCreate"));
  }
}
