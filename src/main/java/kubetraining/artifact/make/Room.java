package kubetraining.artifact.make;

import java.nio.file.FileStore;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.host.Disk;
import kubetraining.host.Finding;
import kubetraining.host.Texts;

/** Checks that the disk takes what is about to be made, before an hour is spent on it. */
public final class Room {
  /** What a Go build leaves in our own cache, programs of some size. */
  private static final int GO_OUTPUT = 100;

  private static final String NAME = "disk for artifacts";

  /** What is needed on one disk. */
  private record Need(Path folder, long megabytes) {
    Need plus(Need more) {
      return new Need(folder, megabytes + more.megabytes());
    }
  }

  private Room() {}

  /**
   * @param goCache where Go keeps what it compiled, which may be another disk
   * @throws ArtifactException naming the folder, what is needed and what is free
   */
  static void check(Collection<Artifact> missing, Path folder, Optional<Path> goCache) {
    for (Need need : needs(missing, folder, goCache)) {
      long free = Disk.free(need.folder()) >> 20;
      if (free < need.megabytes()) {
        throw new ArtifactException(
            "%s has %d MB free, but making %s needs about %d MB there (including the caches of"
                + " Go and Maven): remove files there, or choose another folder for the cache",
            need.folder(), free, names(missing), need.megabytes());
      }
    }
  }

  /** The same as {@link #check}, told as a prerequisite. */
  public static Finding look(Collection<Artifact> missing, Path folder, Optional<Path> goCache) {
    try {
      check(missing, folder, goCache);
    } catch (ArtifactException e) {
      String cure = "make room, or -Dartifacts.cache=FOLDER";
      return new Finding(NAME, false, String.valueOf(e.getMessage()), cure);
    }
    long megabytes = needs(missing, folder, goCache).stream().mapToLong(Need::megabytes).sum();
    String needed = Texts.of("%s MB needed to make %s", megabytes, names(missing));
    String rest = missing.isEmpty() ? "nothing needs to be made" : needed;
    long free = Disk.free(folder) >> 20;
    return Finding.met(NAME, Texts.of("%s MB free in %s, %s", free, folder, rest));
  }

  private static Collection<Need> needs(
      Collection<Artifact> missing, Path folder, Optional<Path> goCache) {
    Map<FileStore, Need> needs = new LinkedHashMap<>();
    for (Artifact artifact : missing) {
      int megabytes = artifact.maker().megabytes();
      boolean elsewhere = artifact.maker().lane() == Lane.GO && goCache.isPresent();
      int here = elsewhere ? Math.min(GO_OUTPUT, megabytes) : megabytes;
      add(needs, new Need(folder, here));
      if (elsewhere) {
        add(needs, new Need(goCache.get(), megabytes - here));
      }
    }
    return needs.values();
  }

  private static void add(Map<FileStore, Need> needs, Need need) {
    needs.merge(Disk.of(need.folder()), need, Need::plus);
  }

  private static String names(Collection<Artifact> missing) {
    return missing.size() > 5
        ? missing.size() + " artifacts"
        : String.join(", ", missing.stream().map(Artifact::title).toList());
  }
}
