package kubetraining.artifact.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kubetraining.host.HeldFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EntryCacheTest {
  @TempDir private Path folder;
  private EntryCache cache;

  @BeforeEach
  void openCache() {
    cache = new EntryCache(folder);
  }

  @Test
  void aFolderWithoutItsEntryFileIsNotTakenForAnEntry() throws Exception {
    Files.createDirectories(cache.root().resolve("tool-1"));
    Files.writeString(cache.root().resolve("tool-1/stray"), "stray");

    assertThat(cache.find("tool-1")).isEmpty();
    cache.keep("tool-1", () -> {}, building -> fill(building, new AtomicInteger()));

    assertThat(cache.root().resolve("tool-1/stray")).doesNotExist();
  }

  private static Entry.Written fill(Path building, AtomicInteger fills) throws IOException {
    fills.incrementAndGet();
    Files.writeString(building.resolve("entry/tool"), "tool");
    return new Entry.Written("tool", "v1", "test", "content", 4, Map.of());
  }

  private List<String> names() {
    return Stream.of(cache.root().toFile().list()).sorted().toList();
  }

  @Test
  void whatIsBeingMadeIsNotFoundAndNoLeftoverAsWhatAKilledRunLeftIs() throws Exception {
    Files.createDirectories(cache.root().resolve("tool-2.building-999999/entry/half"));
    EntryCache.Filler filler =
        building -> {
          assertThat(cache.find("tool-1")).isEmpty();
          new EntryCache(folder).removeLeftovers();
          assertThat(building).exists();
          return fill(building, new AtomicInteger());
        };
    cache.keep("tool-1", () -> {}, filler);
    assertThat(cache.find("tool-1")).isPresent();
    assertThat(names()).containsExactly(".locks", "tool-1");
  }

  @Test
  void whatAnotherRunIsMakingIsAwaited() throws Exception {
    var fills = new AtomicInteger();
    HeldFile other = HeldFile.tryTake(cache.lockOf("tool-1")).orElseThrow();
    Runnable awaiting =
        () -> {
          assertThat(fills).as("before the other has ended").hasValue(0);
          assertThatCode(other::close).doesNotThrowAnyException();
        };
    cache.keep("tool-1", awaiting, building -> fill(building, fills));
    assertThat(fills).hasValue(1);
  }
}
