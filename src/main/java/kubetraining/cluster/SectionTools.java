package kubetraining.cluster;

import java.util.Set;

/** Fetches to node1 what the guide's sections need there: Spark, resource definitions. */
final class SectionTools implements BootstrapPhase {
  private final BareMachines bare;

  SectionTools(BareMachines bare) {
    this.bare = bare;
  }

  @Override
  public String name() {
    return "tools of the sections";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of();
  }

  @Override
  public void apply(BootstrapContext context) {
    context.setup(bare).onFirst(context.shell(context.controlPlane()));
  }
}
