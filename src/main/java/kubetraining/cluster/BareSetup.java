package kubetraining.cluster;

import java.util.Set;

/** Makes machines that know nothing hosts for Kubernetes, all at once; before anything else. */
final class BareSetup implements BootstrapPhase {
  private final BareMachines bare;

  BareSetup(BareMachines bare) {
    this.bare = bare;
  }

  @Override
  public String name() {
    return "programs of the machines";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of();
  }

  @Override
  public void apply(BootstrapContext context) {
    context.everywhere().run(context.setup(bare)::everywhere);
  }
}
