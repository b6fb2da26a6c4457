package kubetraining.cluster;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** Waits until every replica of the cluster's DNS server is ready to answer. */
final class DnsReady implements BootstrapPhase {
  private static final Duration POLL = Duration.ofMillis(200);

  @Override
  public String name() {
    return "DNS ready";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of(ClusterDns.class, NodesReady.class, KubeadmInit.class);
  }

  @Override
  public void apply(BootstrapContext context) {
    context
        .waits()
        .upTo(context.limits().systemPods())
        .every(POLL)
        .see("CoreDNS to be ready", () -> look(context), "ready"::equals);
  }

  private static String look(BootstrapContext context) {
    try {
      var deployments = context.client().apps().deployments().inNamespace("kube-system");
      var dns = deployments.withName("coredns").get();
      return dns == null ? "no Deployment coredns" : state(dns);
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage());
    }
  }

  static String state(Deployment dns) {
    int wanted = dns.getSpec().getReplicas();
    int available = Objects.requireNonNullElse(dns.getStatus().getAvailableReplicas(), 0);
    int updated = Objects.requireNonNullElse(dns.getStatus().getUpdatedReplicas(), 0);
    boolean current =
        Objects.equals(dns.getStatus().getObservedGeneration(), dns.getMetadata().getGeneration());
    return current && available == wanted && updated == wanted
        ? "ready"
        : "%d of %d replicas available".formatted(available, wanted);
  }
}
