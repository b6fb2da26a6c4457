package kubetraining.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Set;

/**
 * Puts CoreDNS into the cluster: kubeadm's own objects, changed before any pod is made of them
 * instead of afterwards.
 */
final class ClusterDns implements BootstrapPhase {
  private static final String PRINT =
      "sudo -n kubeadm init phase addon coredns --print-manifest --config "
          + BootstrapContext.INIT_FILE;

  @Override
  public String name() {
    return "cluster DNS";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of(ApiServer.class);
  }

  @Override
  public void apply(BootstrapContext context) {
    var printed =
        context.shell(context.controlPlane()).mustRun(PRINT, context.limits().command()).stdout();
    var objects = Manifests.parsed(context.client(), printed);
    adapt(objects, context.spec());
    Manifests.apply(context.client(), objects);
  }

  static void adapt(List<HasMetadata> objects, ClusterSpec spec) {
    for (HasMetadata object : objects) {
      if (object instanceof ConfigMap config && !spec.outsideNames()) {
        config.getData().computeIfPresent("Corefile", (key, text) -> Corefile.withoutOutside(text));
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
}
