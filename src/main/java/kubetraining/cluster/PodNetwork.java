package kubetraining.cluster;

import java.util.Set;

/** Gives pods addresses and ways to each other across nodes, by flannel. */
final class PodNetwork implements BootstrapPhase {
  @Override
  public String name() {
    return "pod network";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of(ApiServer.class);
  }

  @Override
  public void apply(BootstrapContext context) {
    var folder = context.spec().manifests().resolve("flannel");
    Manifests.apply(context.client(), Manifests.in(context.client(), folder));
  }
}
