package kubetraining.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.probe.WebAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArtifactOpeningTest {
  private static final Duration LIMIT = Duration.ofMillis(500);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "200, REGISTRIES, come from",
    "307, REGISTRIES, come from",
    "401, REGISTRIES, come from",
    "403, PACKAGES, are built from packages",
    "404, PACKAGES, are built from packages",
    "503, PACKAGES, are built from packages"
  })
  void autoDecidesByTheMirrorsAnswerAndSaysWhy(int status, SourceChoice choice, String words)
      throws IOException {
    try (var web = new WebAnswers()) {
      web.answer("/v2/", status, "");
      URI mirror = URI.create(web.url());
      var recipes = new TinyRecipes(folder.resolve("recipes"));
      var settings = recipes.settings(SourceChoice.AUTO, folder.resolve("cache"));
      var mirrored = settings.through(Optional.of(mirror), Optional.empty());
      List<String> notes = new ArrayList<>();
      var opening = new ArtifactOpening(mirrored, Wanted.EVERYTHING, ArtifactsTest.telling(notes));
      assertThat(opening.decide(Duration.ofSeconds(20))).isEqualTo(choice);
      assertThat(notes).hasSize(1);
      assertThat(notes.get(0)).contains(words, mirror.toString(), "" + status);
    }
  }

  @Test
  void aRegistryThatNeverAnswersOrIsNotThereIsGivenUpInTime() throws IOException {
    int port;
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = silent.getLocalPort();
      long start = System.nanoTime();

      assertThat(ArtifactOpening.look(at(port), LIMIT).reached()).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.multipliedBy(6));
    }

    ArtifactOpening.Look look = ArtifactOpening.look(at(port), LIMIT);
    assertThat(look.reached()).isFalse();
    assertThat(look.seen()).contains("cannot be reached");
  }

  private static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
