package kubetraining.cluster;

import java.util.Set;

/** Makes the images that are this project's alone, and gives them to every machine. */
final class SectionImages implements BootstrapPhase {
  private final BareMachines bare;

  SectionImages(BareMachines bare) {
    this.bare = bare;
  }

  @Override
  public String name() {
    return "images of our own";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of(ContainerRuntime.class);
  }

  @Override
  public void apply(BootstrapContext context) {
    var images = bare.ownImages().get();
    var own = new OwnImages(context.limits().machineSetup());
    context.everywhere().run(shell -> own.give(shell, images));
  }
}
