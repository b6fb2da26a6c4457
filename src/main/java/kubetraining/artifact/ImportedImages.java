package kubetraining.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import kubetraining.host.Texts;

/** The part of the cache that holds images that somebody brought in an archive of their own. */
final class ImportedImages {
  static final String MARK = "-imported-";

  private final EntryCache cache;
  private final RecipeBook book;

  ImportedImages(Path cache, RecipeBook book) {
    this.cache = new EntryCache(cache);
    this.book = book;
  }

  Optional<ImageArchive> find(ImageRecipe image) {
    return entries(image).stream()
        .max(Comparator.comparing(ImportedImages::since))
        .flatMap(folder -> cache.find(folder.getFileName().toString()))
        .map(MadeArtifacts::archive);
  }

  private List<Path> entries(ImageRecipe image) {
    if (!Files.isDirectory(cache.root())) {
      return List.of();
    }
    String prefix = image.artifactName() + MARK;
    try (Stream<Path> all = Files.list(cache.root())) {
      return all.filter(path -> path.getFileName().toString().startsWith(prefix))
          .filter(path -> Files.isRegularFile(path.resolve(Entry.FILE)))
          .toList();
    } catch (IOException e) {
      throw new ArtifactException(Texts.of("cannot look into the cache %s: %s", cache.root(), e));
    }
  }

  private static long since(Path folder) {
    try {
      return Files.getLastModifiedTime(folder.resolve(Entry.FILE)).toMillis();
    } catch (IOException e) {
      return 0; // another import takes its place just now
    }
  }

  /**
   * Takes images from an archive if it is one of images; returns what it took, nothing if it is an
   * archive of another kind.
   *
   * @throws ArtifactException if it is damaged, or has none of the images that can be brought
   */
  List<String> fill(Path archive) {
    try {
      Optional<Path> plain = uncompressed(archive);
      try {
        Optional<SavedImages> saved = SavedImages.open(plain.orElse(archive));
        return saved.isEmpty() ? List.of() : take(saved.get(), archive);
      } finally {
        if (plain.isPresent()) {
          Files.deleteIfExists(plain.get());
        }
      }
    } catch (ArtifactException e) {
      throw e;
    } catch (Exception e) {
      throw Cures.notImported(archive, e, cache.root());
    }
  }

  private List<String> take(SavedImages saved, Path file) throws Exception {
    try (SavedImages archive = saved) {
      return take(archive, archive.images(), file);
    }
  }

  private List<String> take(SavedImages archive, List<SavedImage> images, Path file)
      throws Exception {
    List<String> taken = new ArrayList<>();
    for (ImageRecipe wanted : book.optionalImages(Wanted.EVERYTHING)) {
      for (SavedImage image : images) {
        if (image.isNamed(wanted.reference())
            && taken.stream().noneMatch(wanted.reference()::equals)) {
          keep(archive, image, wanted, file);
          taken.add(wanted.reference());
        }
      }
    }
    if (taken.isEmpty()) {
      throw new ArtifactException(
          Texts.of(
              "the image archive %s has the images %s. Those that can be brought in this way are %s;"
                  + " one of another name is given it with docker tag, and then saved under that"
                  + " name: docker save -o FILE NAME",
              file,
              images.stream().flatMap(image -> image.names().stream()).toList(),
              book.optionalImages(Wanted.EVERYTHING).stream()
                  .map(ImageRecipe::reference)
                  .toList()));
    }
    return taken;
  }

  private void keep(SavedImages archive, SavedImage image, ImageRecipe wanted, Path file)
      throws Exception {
    if (!image.architecture().equals(Platforms.architecture())) {
      throw new ArtifactException(
          Texts.of(
                  "image %s in %s is made for %s, but machines here are %s; pull it with docker pull",
                  wanted.reference(), file, image.architecture(), Platforms.architecture())
              + Texts.of(" --platform linux/%s and save that", Platforms.architecture()));
    }
    String id =
        wanted.artifactName() + MARK + Digests.keyOf(List.of(wanted.reference(), image.digest()));
    cache.removeLeftovers();
    cache.keep(
        id,
        () -> {},
        building -> {
          Path output = building.resolve("entry");
          String digest =
              new SavedImageMaker(archive, image)
                  .make(wanted.reference(), output, building.resolve("scratch"));
          Path tar = output.resolve(ImageMaker.TAR);
          return new Entry.Written(
              wanted.artifactName(),
              wanted.version(),
              "imported from " + file.getFileName(),
              Digests.ofFile(tar),
              Files.size(tar),
              Map.of(ImageMaker.REFERENCE, wanted.reference(), ImageMaker.DIGEST, digest));
        });
    for (Path other : entries(wanted)) {
      if (!other.getFileName().toString().equals(id)) {
        Folders.remove(other);
      }
    }
  }

  /** A copy that is not compressed, if the archive is. */
  private Optional<Path> uncompressed(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      if (!SavedImageMaker.isGzip(in.readNBytes(2))) {
        return Optional.empty();
      }
    }
    Files.createDirectories(cache.root());
    Path plain = Files.createTempFile(cache.root(), "import", ".tar");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
      Files.copy(in, plain, StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(plain);
    } catch (IOException e) {
      Files.deleteIfExists(plain);
      throw e;
    }
  }
}
