package kubetraining.artifact.make;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.Recipe;
import kubetraining.host.Sha256;

/** Makes small things at once: a root file system of a few bytes, a tool, real images. */
public final class TinySource implements Source {
  public final AtomicInteger made = new AtomicInteger();
  public String content = "content";
  public Optional<String> lacks = Optional.of("tiny sources have none");

  @Override
  public Artifact files(Recipe recipe) {
    return artifact(recipe.name(), recipe.version(), List.of(), this::files);
  }

  private void files(Workbench bench) throws Exception {
    Path output = bench.output();
    Files.writeString(output.resolve(RootfsMaker.TAR), content);
    Files.writeString(output.resolve("tool"), content);
    Files.createDirectories(output.resolve("share/inner"));
    Files.writeString(output.resolve("share/inner/page"), content);
    output.resolve("tool").toFile().setExecutable(true);
  }

  @Override
  public Artifact image(ImageRecipe image) {
    Maker.Work work =
        bench -> {
          Files.writeString(bench.output().resolve(ImageArchive.TAR), image.reference());
          String digest = "sha256:" + Sha256.ofWords(List.of(image.reference()));
          bench.facts().putAll(ImageArchive.facts(image.reference(), digest));
        };
    return artifact(image.artifactName(), image.version(), List.of(), work);
  }

  @Override
  public Optional<String> lacksOptional() {
    return lacks;
  }

  Artifact artifact(String name, String version, List<Artifact> needs, Maker.Work work) {
    Maker.Work counted =
        bench -> {
          made.incrementAndGet();
          work.make(bench);
        };
    String key = Sha256.keyOf(List.of(name, version, content));
    return new Artifact(name, version, "tiny", key, needs, Maker.of(Lane.IMAGE, counted));
  }
}
