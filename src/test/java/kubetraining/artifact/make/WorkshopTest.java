package kubetraining.artifact.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import kubetraining.artifact.ArtifactsTest;
import kubetraining.artifact.cache.EntryCache;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.host.WholeFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkshopTest {
  @TempDir private Path folder;
  private final TinySource source = new TinySource();
  private final List<String> phases = Collections.synchronizedList(new ArrayList<>());
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(new EntryCache(folder), ArtifactsTest.telling(phases), () -> {});
  }

  @ParameterizedTest
  @CsvSource({
    "all is lost, Run again once that is fixed",
    "write /x: no space left on device, The disk is full",
    "dial tcp: lookup proxy: no such host, check the network"
  })
  void theOutputOfAFailedProgramIsKeptAndItsPlaceToldWithTheCure(String said, String cure) {
    var line = List.of("/bin/sh", "-c", "echo '" + said + "'; exit 3");
    Maker.Work run = bench -> bench.run(line, folder, Map.of(), Duration.ofMinutes(1));
    Artifact bad = artifact("bad", List.of(), run);

    assertThatThrownBy(() -> workshop.have(List.of(bad)))
        .hasMessageContainingAll("exited 3", said, cure)
        .hasMessageContaining(folder.resolve("log/bad.log").toString());
    assertThat(folder.resolve("log/bad.log")).content().contains(said);
  }

  private Artifact artifact(String name, List<Artifact> needs, Maker.Work work) {
    return source.artifact(name, "v1", needs, work);
  }

  @Test
  void aFailureOfTheNetworkIsKnownInEveryLanguage() {
    var refused = new ArtifactException(new ConnectException("Verbindungsaufbau abgelehnt"), "x");
    for (Exception each : List.of(refused, new UnknownHostException("npm"))) {
      Maker.Work broken =
          bench -> {
            throw each;
          };
      assertThatThrownBy(() -> workshop.have(List.of(failing(List.of(), broken))))
          .hasMessageContaining("check the network");
    }
  }

  private static void writeName(Workbench bench) throws IOException {
    Files.writeString(bench.output().resolve("file"), bench.artifact().name());
  }

  private static void copyBase(Workbench bench) throws IOException {
    Files.copy(bench.need("base").resolve("file"), bench.output().resolve("file"));
  }

  @Test
  void needsAreMadeFirstAndOnceAndOnlyForWhatIsStillToMake() throws IOException {
    Artifact base = artifact("base", List.of(), WorkshopTest::writeName);
    Artifact left = artifact("left", List.of(base), WorkshopTest::copyBase);
    Artifact right = artifact("right", List.of(base), WorkshopTest::copyBase);
    var entries = workshop.have(List.of(left, right));
    assertThat(entries.get("left").folder().resolve("file")).content().isEqualTo("base");
    assertThat(phases)
        .containsExactlyInAnyOrder("artifact base v1", "artifact left v1", "artifact right v1")
        .startsWith("artifact base v1");
    WholeFile.delete(folder.resolve("artifacts").resolve(base.id()));
    workshop.have(List.of(left));
    assertThat(source.made).hasValue(3);
  }

  @Test
  void aFailureNamesArtifactSourceAndCauseAndKeepsWhatIsFinished() {
    Artifact good = artifact("good", List.of(), WorkshopTest::writeName);
    Artifact bad = failing(List.of(good), bench -> {});
    assertThatThrownBy(() -> workshop.have(List.of(bad)))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("artifact bad v1 could not be made from tiny")
        .hasMessageContainingAll("the package is broken", "finished artifacts are kept")
        .hasMessageNotContaining("network");
    assertThat(workshop.find(good)).isPresent();
    assertThat(workshop.find(bad)).isEmpty();
    Artifact empty = artifact("empty", List.of(), bench -> {});
    assertThatThrownBy(() -> workshop.have(List.of(empty)))
        .hasMessageContaining("artifact empty v1: tiny made nothing");
  }

  @Test
  void theFirstFailureEndsWhatIsUnderWay() {
    var started = new CountDownLatch(1);
    var interrupted = new AtomicBoolean();
    Maker.Work endless =
        bench -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.set(true);
            throw e;
          }
        };
    Artifact slow = artifact("slow", List.of(), endless);
    Artifact bad = failing(List.of(), bench -> started.await());
    assertThatThrownBy(() -> workshop.have(List.of(slow, bad))).hasMessageContaining("broken");
    assertThat(interrupted).isTrue();
    assertThat(folder.resolve("artifacts").toFile().list()).containsExactly(".locks");
  }

  private Artifact failing(List<Artifact> needs, Maker.Work before) {
    Maker.Work work =
        bench -> {
          before.make(bench);
          throw new IOException("the package is broken");
        };
    return artifact("bad", needs, work);
  }

  @Test
  void tooLittleRoomIsSaidBeforeAnythingIsMade() {
    var maker = new Maker(Lane.NETWORK, List.of(), Integer.MAX_VALUE, 0, false, bench -> {});
    var huge = new Artifact("huge", "v1", "tiny", "1", List.of(), maker);
    assertThatThrownBy(() -> workshop.have(List.of(huge)))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContainingAll(
            "MB free, but making huge v1 needs about " + Integer.MAX_VALUE, folder.toString());
  }
}
