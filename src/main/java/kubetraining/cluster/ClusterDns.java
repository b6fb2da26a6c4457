package kubetraining.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.wait.Hopeless;

/**
 * Puts CoreDNS into the cluster, kubeadm's own objects, changed before any pod is made of them
 * instead of afterwards; and waits until every replica is ready to answer.
 */
final class ClusterDns {
  private static final String PRINT =
      "sudo -n kubeadm init phase addon coredns --print-manifest --config "
          + BootstrapContext.INIT_FILE;

  private static final Pattern OUTSIDE =
      Pattern.compile("(?m)^[ \\t]*(?:loop|forward\\b[^\\n{]*(?:\\{[^}]*})?)[ \\t]*\\n");
  private static final int CRASHES = 4;

  private ClusterDns() {}

  static void apply(BootstrapContext context) {
    var printed = context.node1().mustRun(PRINT, Limit.COMMAND.duration()).stdout();
    var objects = Manifests.parsed(context.client().get(), printed);
    adapt(objects, context.spec());
    Manifests.apply(context.client().get(), objects);
  }

  static void adapt(List<HasMetadata> objects, ClusterSpec spec) {
    for (HasMetadata object : objects) {
      if (object instanceof ConfigMap config && !spec.outsideNames()) {
        config.getData().computeIfPresent("Corefile", (key, text) -> withoutOutside(text));
      }
      if (object instanceof Deployment deployment) {
        var container = deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
        // The default is to look every 10 s, so that a server that is up waits to be used.
        container.getReadinessProbe().setPeriodSeconds(1);
        var tag = spec.imageTags().get("coredns");
        if (tag != null) {
          var image = container.getImage();
          container.setImage(image.substring(0, image.lastIndexOf(':') + 1) + tag);
        }
      }
    }
  }

  /**
   * The same server, refusing names outside the cluster instead of asking resolvers of the host
   * ({@code forward}) and watching over that ({@code loop}). A {@code template} that answers
   * NXDOMAIN instead would swallow the cluster's own names: CoreDNS runs it before {@code
   * kubernetes}.
   */
  static String withoutOutside(String corefile) {
    return OUTSIDE.matcher(corefile).replaceAll("");
  }

  static void awaitReady(BootstrapContext context) {
    var wait = context.upTo(Limit.SYSTEM_PODS.duration());
    wait.see(
        "CoreDNS to be ready",
        () -> look(context),
        "ready"::equals,
        seen -> crashing(context).map(Hopeless::lab));
  }

  private static String look(BootstrapContext context) {
    var deployments = context.client().get().apps().deployments().inNamespace("kube-system");
    return Kubeadm.answer(
        () ->
            Optional.ofNullable(deployments.withName("coredns").get())
                .map(ClusterDns::state)
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

  private static String state(Deployment dns) {
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
