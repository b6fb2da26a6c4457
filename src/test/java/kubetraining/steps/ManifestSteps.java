package kubetraining.steps;

import io.cucumber.java.en.Given;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import kubetraining.component.Component;
import kubetraining.component.Installable;
import kubetraining.component.ManifestComponent;
import kubetraining.config.Limit;
import kubetraining.host.ProjectFiles;
import kubetraining.run.TrainingRun;

/** What the manifests of a section make, for any section that needs no more than manifests. */
public final class ManifestSteps {
  private static final String HOME = "~/training/";
  private final TrainingRun run;

  public ManifestSteps(TrainingRun run) {
    this.run = run;
  }

  @Given("nothing of {string} is in the cluster, before and after")
  public void nothingOf(String folder) {
    run.section()
        .startsWithout(
            foldersOf(inProject(folder)).stream().map(this::component).toArray(Component[]::new));
  }

  @Given("all of {string} is in the cluster")
  public void allOf(String folder) {
    run.section().uses(component(inProject(folder)));
  }

  private Installable component(Path folder) {
    String name = run.manifests().relativize(folder).toString();
    return new ManifestComponent(
        run.cluster(),
        run.section().ledger(),
        HOME + name,
        run.manifests(),
        name,
        Limit.COMPONENT.duration());
  }

  private Path inProject(String folder) {
    if (!folder.startsWith(HOME)) {
      throw new IllegalArgumentException("no folder of manifests, they are in " + HOME);
    }
    return run.manifests().resolve(folder.substring(HOME.length()));
  }

  /** This folder and those in it, as far as manifests lie in them. */
  private static List<Path> foldersOf(Path folder) {
    try {
      return ProjectFiles.below(folder).stream()
          .filter(file -> file.toString().endsWith(".yaml"))
          .map(Path::getParent)
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not list the manifests in " + folder, e);
    }
  }
}
