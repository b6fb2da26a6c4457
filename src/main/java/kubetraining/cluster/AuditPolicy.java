package kubetraining.cluster;

import kubetraining.host.Texts;

/**
 * What the API server writes down: everything that the observer asks, and every change that is not
 * made by a part of Kubernetes itself. Only who, what and when; no content, so no secret.
 */
final class AuditPolicy {
  /** The user who looks. */
  static final String OBSERVER = "kube-training:observer";

  static final String FILE = "/etc/kubernetes/training-audit.yaml";

  static final String DOCUMENT =
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

  private AuditPolicy() {}
}
