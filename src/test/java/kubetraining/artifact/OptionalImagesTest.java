package kubetraining.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.make.RegistrySource;
import kubetraining.artifact.make.TinySource;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that a lab does without where they cannot be had. */
final class OptionalImagesTest {
  private static final String BOARD = "docker.io/boards/board:1";

  @TempDir private Path folder;
  private TinyRecipes recipes;
  private TinySource source;

  @BeforeEach
  void writeRecipes() throws IOException {
    recipes = new TinyRecipes(folder.resolve("recipes"));
    source = new TinySource();
  }

  @Test
  void whatTheSourceLacksIsUnavailableForThatReasonAndTheLabGoesOn() {
    var made = recipes.made(folder, source);

    assertThat(made.list())
        .filteredOn(entry -> entry.unavailable().contains("tiny sources have none"))
        .extracting(ArtifactEntry::name)
        .containsExactly("image-board-1");
    assertThat(made.machineParts().allImages())
        .extracting(ImageArchive::reference)
        .doesNotContain(BOARD);
    assertThat(made.unavailable("boards/board:1"))
        .get(STRING)
        .contains(BOARD, "tiny sources have none.", "docker save -o FILE " + BOARD)
        .contains("-Dartifacts.source=registries", "-Dartifacts.mirror.images=")
        .contains("./training artifacts import FILE");
    assertThat(made.unavailable("example.org/tool:v1.2.3")).isEmpty();
    assertThatThrownBy(() -> made.image(BOARD)).hasMessageContaining("tiny sources have none");
  }

  @Test
  void aPullThatFailsOffersNoBuildFromPackages() {
    var settings = recipes.settings(SourceChoice.REGISTRIES, folder.resolve("cache"));
    var nowhere = Optional.of(URI.create("http://127.0.0.1:1"));
    var registries =
        new RegistrySource(recipes.book(), source, settings.through(nowhere, Optional.empty()));
    var made = recipes.made(folder.resolve("cache"), registries);

    assertThat(made.unavailable("boards/board:1"))
        .get(STRING)
        .contains("could not be pulled from 127.0.0.1:1/" + BOARD)
        .doesNotContain("source=packages");
  }

  @Test
  void whatTheSourceMayHaveIsGotAndIsAmongTheImages() {
    source.lacks = Optional.empty();
    var made = recipes.made(folder, source);
    assertThat(made.list()).noneMatch(entry -> entry.cached() || !entry.unavailable().isEmpty());
    assertThat(made.machineParts().allImages()).extracting(ImageArchive::reference).contains(BOARD);
    assertThat(made.unavailable()).isEmpty();
  }

  @Test
  void aFailureIsRememberedAndNotTriedAgain() {
    var tries = new AtomicInteger();
    var images =
        images(
            () -> {
              tries.incrementAndGet();
              throw new ArtifactException("the registry says no.");
            });
    assertThat(images.had()).isEmpty();
    assertThat(images.unavailable().get(BOARD))
        .contains("here: the registry says no. There are two");
    assertThat(tries).hasValue(1);
  }

  @Test
  void anInterruptSaysNothingOfAnImage() {
    var images =
        images(
            () -> {
              Thread.currentThread().interrupt();
              throw new ArtifactException("interrupted");
            });
    assertThatThrownBy(images::had).hasMessage("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private OptionalImages images(Supplier<Optional<ImageArchive>> source) {
    var wanted = recipes.book().optionalImages(Wanted.EVERYTHING);
    return new OptionalImages(wanted, image -> Optional.empty(), image -> source.get(), "");
  }
}
