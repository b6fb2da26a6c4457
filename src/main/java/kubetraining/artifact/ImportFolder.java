package kubetraining.artifact;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The part of the cache that holds what was imported; one archive at a time. */
final class ImportFolder {
  static final String PREFIX = "imported-";

  /**
   * @param folder where the paths of the manifest start
   */
  record Index(Path folder, ArchiveManifest manifest) {
    List<String> misfits(RecipeBook book, Wanted wanted) {
      return manifest.misfits(book, wanted);
    }

    /**
     * The file or folder that the manifest names so.
     *
     * @throws ArtifactException if the archive does not have it, wherever else the name may lead
     */
    Path file(String name) {
      return manifest
          .placeOf(name)
          .map(folder::resolve)
          .orElseThrow(
              () ->
                  new ArtifactException(
                      Texts.of(
                          "the imported archive in %s names '%s', which is none of its files. Remove"
                              + " that folder, and import an archive that you trust",
                          folder, name)));
    }
  }

  private final EntryCache cache;

  ImportFolder(Path cache) {
    this.cache = new EntryCache(cache);
  }

  /** The archive that was imported last; empty if none was. */
  Optional<Index> index() {
    Path pointer = pointer();
    if (!Files.exists(pointer)) {
      return Optional.empty();
    }
    try {
      Path folder = cache.root().resolve(Files.readString(pointer).strip());
      Path manifest = folder.resolve(ArchiveManifest.NAME);
      return Files.exists(manifest)
          ? Optional.of(new Index(folder, Json.read(manifest, ArchiveManifest.class)))
          : Optional.empty();
    } catch (IOException e) {
      throw new ArtifactException(Texts.of("cannot read %s: %s", pointer, e), e);
    }
  }

  /**
   * Fills the cache from an archive.
   *
   * @throws ArtifactException if the archive is damaged; then the cache is as before
   */
  void fill(Path archive) {
    try {
      String id =
          PREFIX
              + Digests.keyOf(
                  List.of(
                      archive.toRealPath().toString(),
                      Long.toString(Files.size(archive)),
                      Files.getLastModifiedTime(archive).toString()));
      cache.removeLeftovers();
      cache.keep(id, () -> {}, building -> unpack(archive, building.resolve("entry")));
      Path next = pointer().resolveSibling("imported.next");
      Files.writeString(next, id);
      Files.move(next, pointer(), StandardCopyOption.ATOMIC_MOVE);
      removeOthers(id);
    } catch (ArtifactException e) {
      throw e;
    } catch (Exception e) {
      throw Cures.notImported(archive, e, cache.root());
    }
  }

  private Entry.Written unpack(Path archive, Path target) throws IOException {
    Map<String, String> seen = new TreeMap<>();
    byte[] manifest = null;
    long bytes = 0;
    try (var tar =
        new TarArchiveInputStream(
            new BufferedInputStream(Files.newInputStream(archive), 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals(ArchiveManifest.NAME)) {
          manifest = tar.readAllBytes();
        } else if (!entry.isDirectory()) {
          if (!ArchiveManifest.isPlain(entry)) {
            throw damaged(archive, Texts.of("%s is no plain file", entry.getName()));
          }
          seen.put(entry.getName(), write(tar, entry, Targets.inside(target, entry.getName())));
          bytes += entry.getSize();
        }
      }
    } catch (IOException e) {
      throw damaged(archive, "it ends early or is no tar (" + e.getMessage() + ")");
    }
    if (manifest == null) {
      throw damaged(archive, Texts.of("it has no %s at its end", ArchiveManifest.NAME));
    }
    ArchiveManifest promised = verify(archive, manifest, seen);
    Files.write(target.resolve(ArchiveManifest.NAME), manifest);
    return new Entry.Written(
        "imported",
        promised.fingerprint(),
        "archive " + archive.getFileName(),
        Entry.contentOf(seen),
        bytes,
        Map.of());
  }

  private static String write(InputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    Files.createDirectories(file.getParent());
    MessageDigest digest = Digests.sha("SHA-256");
    Files.copy(new DigestInputStream(tar, digest), file);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    return Digests.hex(digest);
  }

  private static ArchiveManifest verify(Path archive, byte[] bytes, Map<String, String> seen) {
    ArchiveManifest manifest;
    try {
      manifest = Json.read(bytes, ArchiveManifest.class);
    } catch (IOException e) {
      throw damaged(archive, "its manifest cannot be read (" + e.getMessage() + ")");
    }
    manifest
        .otherVersion()
        .ifPresent(
            other -> {
              throw new ArtifactException(
                  Texts.of(
                      "cannot import the archive %s: %s. The cache is as before; export one from this"
                          + " very version, './training artifacts export FILE', and import that",
                      archive, other));
            });
    manifest
        .files()
        .forEach(
            (file, digest) -> {
              if (!digest.equals(seen.get(file))) {
                throw damaged(
                    archive,
                    Texts.of(
                        "%s should have SHA-256 %s, but has %s",
                        file, digest, seen.getOrDefault(file, "no such file")));
              }
            });
    if (seen.size() != manifest.files().size()) {
      throw damaged(archive, "it holds files that its manifest does not name");
    }
    manifest
        .flaw()
        .ifPresent(
            flaw -> {
              throw damaged(archive, flaw);
            });
    return manifest;
  }

  private static ArtifactException damaged(Path archive, String how) {
    return new ArtifactException(
        Texts.of(
            "the archive %s is damaged: %s. The cache is as before; copy or export it again",
            archive, how));
  }

  private void removeOthers(String id) throws IOException {
    try (Stream<Path> all = Files.list(cache.root())) {
      for (Path one : all.toList()) {
        String name = one.getFileName().toString();
        boolean finished = name.startsWith(PREFIX) && !name.contains(EntryCache.BUILDING);
        if (finished && !name.equals(id)) {
          Folders.remove(one);
        }
      }
    }
  }

  private Path pointer() {
    return cache.root().resolve("imported");
  }

  @Override
  public String toString() {
    return cache.root().toString();
  }
}
