package kubetraining.artifact.carry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kubetraining.artifact.cache.Entry;
import kubetraining.artifact.cache.EntryCache;
import kubetraining.artifact.make.Tars;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.Json;
import kubetraining.host.Disk;
import kubetraining.host.Platforms;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/**
 * One file with all that is wanted: entries of the cache, each under the name by which the cache of
 * another computer looks for it, so nothing in an archive says where anything goes. It is not
 * compressed: images and jars, the larger part, are compressed already, and compressing the rest
 * would cost a minute to save less than that.
 */
public final class Archive {
  private static final Pattern NAME = Pattern.compile("([^/]+-imported-[0-9a-f]{16})/.+");
  private static final String MANIFEST = "manifest.json";
  private static final int SCHEMA = 3;

  /**
   * The last file of an archive.
   *
   * @param files the SHA-256 of every other file
   */
  private record Manifest(int schema, String architecture, Map<String, String> files) {}

  private Archive() {}

  /**
   * Refuses a place where no archive can be written, before anything is made for it.
   *
   * @throws ArtifactException saying why
   */
  public static void requirePlace(Path archive) {
    if (Files.isDirectory(archive)) {
      throw new ArtifactException("cannot write the archive %s: it is a folder", archive);
    }
    Path above = Disk.existing(archive.toAbsolutePath().getParent());
    if (!Files.isDirectory(above) || !Files.isWritable(above)) {
      throw new ArtifactException("cannot write the archive %s into %s", archive, above);
    }
  }

  /**
   * Writes an archive; it appears whole, or not at all.
   *
   * @param files by the names they have in it: that of an entry, and that of a file of it
   */
  public static void write(Path archive, Map<String, Path> files) {
    Path target = archive.toAbsolutePath();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(target.getParent());
      try (var tar = Tars.writer(part)) {
        Map<String, String> digests = new TreeMap<>();
        for (var file : new TreeMap<>(files).entrySet()) {
          MessageDigest digest = Sha256.by("SHA-256");
          try (var in = new DigestInputStream(Files.newInputStream(file.getValue()), digest)) {
            Tars.add(tar, file.getKey(), file.getValue(), in);
          }
          digests.put(file.getKey(), Sha256.hex(digest));
        }
        var manifest = new Manifest(SCHEMA, Platforms.architecture(), digests);
        Tars.add(tar, MANIFEST, Json.bytes(manifest));
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ArtifactException(
          e, "cannot write the archive %s: %s. %s", target, e, Disk.cure(target).orElse(""));
    } finally {
      WholeFile.deleteQuietly(part);
    }
  }

  /**
   * Fills the cache from an archive, in the place of what came by an earlier one.
   *
   * @param stays the ids of entries that stay for they came by themselves
   * @throws ArtifactException if the archive is damaged; then the cache is as before
   */
  public static void take(Path archive, EntryCache cache, Predicate<String> stays) {
    try {
      cache.removeLeftovers();
      cache.replace(
          building -> unpack(archive, building),
          id -> id.contains("-" + Entry.IMPORTED) && !stays.test(id));
    } catch (ArtifactException e) {
      throw e;
    } catch (Exception e) {
      throw notImported(archive, e, cache.root());
    }
  }

  /** Of an archive that could not be brought in. */
  static ArtifactException notImported(Path archive, Exception failure, Path folder) {
    String cure = Disk.cure(folder).orElse("");
    return new ArtifactException(
        failure, "cannot import %s: %s. The cache is as before. %s", archive, failure, cure);
  }

  private static void unpack(Path archive, Path target) {
    Map<String, String> seen = new TreeMap<>();
    byte @Nullable [] manifest = null;
    try (var tar = Tars.reader(archive)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals(MANIFEST)) {
          manifest = tar.readAllBytes();
        } else if (!entry.isDirectory()) {
          if (!Tars.isPlain(entry)) {
            throw damaged(archive, Texts.of("%s is not a plain file", entry.getName()));
          }
          MessageDigest digest = Sha256.by("SHA-256");
          Tars.extract(
              entry, new DigestInputStream(tar, digest), Tars.inside(target, entry.getName()));
          seen.put(entry.getName(), Sha256.hex(digest));
        }
      }
      if (manifest == null) {
        throw damaged(archive, Texts.of("it has no %s at its end", MANIFEST));
      }
      verify(archive, Json.read(manifest, Manifest.class), seen);
    } catch (IOException e) {
      throw damaged(archive, "it ends early or is not a tar (" + e.getMessage() + ")");
    }
  }

  private static void verify(Path archive, Manifest manifest, Map<String, String> seen) {
    if (manifest.schema() != SCHEMA) {
      String why = "its schema is %d, not %d: another version of this project made it";
      throw refused(archive, Texts.of(why, manifest.schema(), SCHEMA));
    }
    String here = Platforms.architecture();
    if (!manifest.architecture().equals(here)) {
      throw refused(archive, Texts.of("made for %s, not %s", manifest.architecture(), here));
    }
    for (var file : manifest.files().entrySet()) {
      String digest = seen.getOrDefault(file.getKey(), "no such file");
      if (!digest.equals(file.getValue())) {
        String how = "%s should have SHA-256 %s, but has %s";
        throw damaged(archive, Texts.of(how, file.getKey(), file.getValue(), digest));
      }
    }
    if (seen.size() != manifest.files().size()) {
      throw damaged(archive, "it contains files that its manifest does not name");
    }
    for (String file : seen.keySet()) {
      Matcher name = NAME.matcher(file);
      if (!name.matches() || !seen.containsKey(name.group(1) + "/" + Entry.FILE)) {
        throw damaged(archive, Texts.of("its file %s does not belong to any entry", file));
      }
    }
  }

  private static ArtifactException refused(Path archive, String why) {
    return new ArtifactException(
        "cannot import the archive %s: %s. The cache is as before; export one from exactly"
            + " this version, './training artifacts export FILE', and import that",
        archive, why);
  }

  private static ArtifactException damaged(Path archive, String how) {
    return new ArtifactException(
        "the archive %s is damaged: %s. The cache is as before; copy or export it again",
        archive, how);
  }
}
