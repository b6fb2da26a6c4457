package kubetraining.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.Optional;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.wait.Hopeless;

/** Waits until every replica of the cluster's DNS server is ready to answer. */
final class DnsReady {
  private static final int CRASHES = 4;

  private DnsReady() {}

  static void apply(BootstrapContext context) {
    context
        .upTo(Limit.SYSTEM_PODS.duration())
        .see(
            "CoreDNS to be ready",
            () -> look(context),
            "ready"::equals,
            seen -> crashing(context).map(Hopeless::lab));
  }

  private static String look(BootstrapContext context) {
    var deployments = context.client().get().apps().deployments().inNamespace("kube-system");
    return ApiServer.answer(
        () ->
            Optional.ofNullable(deployments.withName("coredns").get())
                .map(DnsReady::state)
                .orElse("no Deployment coredns"));
  }

  /** DNS waits for ever if kube-proxy, which leads it to the API server, cannot stay alive. */
  private static Optional<String> crashing(BootstrapContext context) {
    try {
      return context.client().get().pods().inNamespace("kube-system").list().getItems().stream()
          .flatMap(pod -> crashes(pod).stream())
          .findFirst();
    } catch (KubernetesClientException e) {
      return Optional.empty();
    }
  }

  static Optional<String> crashes(Pod pod) {
    String words = "%s on %s ended %d times; its log says why: kubectl -n kube-system logs %s";
    String name = pod.getMetadata().getName();
    String node = pod.getSpec().getNodeName();
    return pod.getStatus().getContainerStatuses().stream()
        .filter(each -> each.getRestartCount() >= CRASHES)
        .filter(each -> each.getState().getWaiting() != null)
        .filter(each -> "CrashLoopBackOff".equals(each.getState().getWaiting().getReason()))
        .map(each -> Texts.of(words, name, node, each.getRestartCount(), name))
        .findFirst();
  }

  static String state(Deployment dns) {
    int wanted = dns.getSpec().getReplicas();
    int available = Objects.requireNonNullElse(dns.getStatus().getAvailableReplicas(), 0);
    int updated = Objects.requireNonNullElse(dns.getStatus().getUpdatedReplicas(), 0);
    boolean current =
        Objects.equals(dns.getStatus().getObservedGeneration(), dns.getMetadata().getGeneration());
    return current && available == wanted && updated == wanted
        ? "ready"
        : Texts.of("%d of %d replicas available", available, wanted);
  }
}
