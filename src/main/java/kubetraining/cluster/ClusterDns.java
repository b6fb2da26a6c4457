package kubetraining.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import kubetraining.config.Limit;

/**
 * Puts CoreDNS into the cluster: kubeadm's own objects, changed before any pod is made of them
 * instead of afterwards.
 */
final class ClusterDns {
  private static final String PRINT =
      "sudo -n kubeadm init phase addon coredns --print-manifest --config "
          + BootstrapContext.INIT_FILE;

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
    var kept = new ArrayList<String>();
    int skippedDepth = 0;
    for (String line : corefile.lines().toList()) {
      var words = line.strip().split("\\s+");
      boolean opens = line.strip().endsWith("{");
      if (skippedDepth > 0) {
        skippedDepth += (opens ? 1 : 0) - (line.strip().equals("}") ? 1 : 0);
      } else if (words[0].equals("forward")) {
        skippedDepth = opens ? 1 : 0;
      } else if (!words[0].equals("loop")) {
        kept.add(line);
      }
    }
    return String.join("\n", kept) + "\n";
  }
}
