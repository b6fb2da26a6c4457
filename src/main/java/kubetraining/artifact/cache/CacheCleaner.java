package kubetraining.artifact.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.host.HeldFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the cache folder can go. Only finished entries are looked at, which alone have the name
 * and the file that an entry has; what a killed run left half done goes before anything is made.
 *
 * @param named the ids of all entries that recipes of this project name
 */
public record CacheCleaner(EntryCache cache, Set<String> named) {
  /**
   * One entry.
   *
   * @param id the name of its folder
   * @param why what makes it one that can go
   */
  public record Item(String id, String why, long bytes) {}

  /** Two checkouts of different versions shall not take turns in removing what the other made. */
  static final Duration AT_REST = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(CacheCleaner.class);

  /** What no recipe of this project names any more. */
  public List<Item> unnamed() {
    return items("no recipe names it any longer", entry -> !isNamed(entry));
  }

  /** All there is. */
  public List<Item> all() {
    return items("everything is removed", entry -> true);
  }

  /** Removes what no recipe names and no run has used for a day. */
  public void removeStale() {
    Instant since = Instant.now().minus(AT_REST);
    for (Item item : items("", entry -> !isNamed(entry) && lastUse(entry).isBefore(since))) {
      LOG.info("removing {}, which no recipe names and no run has used for a day", item.id());
      remove(item);
    }
  }

  /**
   * Removes an entry, if nobody makes it just now. It is renamed first: killed in the middle, this
   * leaves what every later run removes, and never half an entry.
   *
   * @return whether it is gone
   */
  public boolean remove(Item item) {
    try {
      Optional<HeldFile> free = HeldFile.tryTake(cache.lockOf(item.id()));
      if (free.isEmpty()) {
        return false;
      }
      try (HeldFile held = free.get()) {
        LOG.debug("{} to remove {}", held, item.id());
        cache.discard(item.id());
        return true;
      }
    } catch (IOException e) {
      String words =
          "cannot remove %s from the cache %s: %s. Nothing uses what is left of it; type the"
              + " same again";
      throw new ArtifactException(e, words, item.id(), cache.root(), e);
    }
  }

  private List<Item> items(String why, Predicate<String> chosen) {
    return cache.entries("").stream()
        .filter(chosen)
        .map(id -> new Item(id, why, Entry.read(cache.root().resolve(id)).bytes()))
        .toList();
  }

  /** Whoever imported something did it on purpose, so that counts as named. */
  private boolean isNamed(String id) {
    return named.contains(id) || id.contains(Entry.IMPORTED);
  }

  private Instant lastUse(String id) {
    try {
      return Files.getLastModifiedTime(cache.root().resolve(id).resolve(Entry.FILE)).toInstant();
    } catch (IOException e) {
      return Instant.now();
    }
  }
}
