package kubetraining.artifact.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.host.HeldFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheCleanerTest {
  private static final String NAMED = "tool-0123456789abcdef";
  private static final String OLD = "tool-00000000000000aa";
  private static final String BROUGHT = "image-board-1-imported-0123456789abcdef";

  @TempDir private Path folder;
  private EntryCache cache;
  private CacheCleaner cleaner;

  @BeforeEach
  void fill() throws Exception {
    cache = new EntryCache(folder);
    for (String id : Set.of(NAMED, OLD, BROUGHT)) {
      cache.keep(id, () -> {}, CacheCleanerTest::fill);
    }
    Files.createDirectories(cache.root().resolve("somebody-elses"));
    Files.createDirectories(cache.root().resolve("notes-00000000000000bb"));
    cleaner = new CacheCleaner(cache, Set.of(NAMED));
  }

  private static Entry.Written fill(Path building) throws IOException {
    Files.writeString(building.resolve("entry/tool"), "tool");
    return new Entry.Written("tool", "v1", "test", "c", 4_000_000, Map.of());
  }

  private boolean there(String id) {
    return Files.exists(cache.root().resolve(id));
  }

  @Test
  void whatNoRecipeNamesIsTheOnlyThingThatGoes() {
    assertThat(cleaner.unnamed())
        .extracting(item -> item.id() + " " + item.bytes())
        .containsExactly(OLD + " 4000000");
    assertThat(cleaner.remove(cleaner.unnamed().get(0))).isTrue();
    assertThat(there(OLD)).isFalse();
    assertThat(there(NAMED)).isTrue();
    assertThat(there(BROUGHT)).as("somebody imported it").isTrue();
    assertThat(cleaner.unnamed()).isEmpty();
  }

  @Test
  void allIsEveryEntryAndNothingThatIsNoEntry() {
    assertThat(cleaner.all()).extracting(CacheCleaner.Item::id).contains(NAMED, OLD, BROUGHT);

    cleaner.all().forEach(cleaner::remove);

    assertThat(cleaner.all()).isEmpty();
    assertThat(there("somebody-elses")).isTrue();
    assertThat(there("notes-00000000000000bb")).isTrue();
  }

  @Test
  void byItselfOnlyWhatNobodyHasUsedForADayGoes() throws IOException {
    cleaner.removeStale();
    assertThat(there(OLD)).isTrue();
    unusedForADay(OLD);
    unusedForADay(NAMED);
    cache.find(OLD);
    cleaner.removeStale();
    assertThat(there(OLD)).as("it was used a moment ago").isTrue();
    unusedForADay(OLD);
    cleaner.removeStale();
    assertThat(there(OLD)).isFalse();
    assertThat(there(NAMED)).isTrue();
  }

  private void unusedForADay(String id) throws IOException {
    var before = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
    Files.setLastModifiedTime(cache.root().resolve(id).resolve(Entry.FILE), before);
  }

  @Test
  void whatARunMakesJustNowStays() throws IOException {
    try (HeldFile held = HeldFile.tryTake(cache.lockOf(OLD)).orElseThrow()) {
      assertThat(held).isNotNull();
      assertThat(cleaner.remove(new CacheCleaner.Item(OLD, "", 0))).isFalse();
    }
    assertThat(there(OLD)).isTrue();
  }

  /** The moment after the rename: what is left bears a name that no run takes for an entry. */
  @Test
  void aKillInTheMiddleLeavesNoHalfEntryAndTheNextRunRemovesTheRest() throws IOException {
    Path gone = cache.root().resolve(OLD + ".gone-1");
    Files.move(cache.root().resolve(OLD), gone);
    Files.delete(gone.resolve("tool"));

    assertThat(cache.find(OLD)).isEmpty();
    assertThat(cleaner.all()).extracting(CacheCleaner.Item::id).doesNotContain(OLD);

    cache.removeLeftovers();

    assertThat(gone).doesNotExist();
    assertThat(there(NAMED)).isTrue();
  }

  @Test
  void whatCannotBeRemovedIsSaidByName() throws IOException {
    Files.delete(cache.root().resolve(".locks").resolve(OLD));
    Files.createDirectories(cache.root().resolve(".locks").resolve(OLD).resolve("in the way"));

    assertThatThrownBy(() -> cleaner.remove(new CacheCleaner.Item(OLD, "", 0)))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContainingAll(
            "cannot remove " + OLD + " from the cache " + cache.root(), "type the same again");
  }
}
