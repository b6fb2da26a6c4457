package kubetraining.artifact.carry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import kubetraining.artifact.cache.Entry;
import kubetraining.artifact.cache.EntryCache;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.make.ImageMaker;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.host.Platforms;
import kubetraining.host.Sha256;
import kubetraining.host.WholeFile;

/** The part of the cache that holds images that somebody brought in an archive of their own. */
public record ImportedImages(EntryCache cache, List<ImageRecipe> wanted) {
  public ImportedImages(Path cache, RecipeBook book) {
    this(new EntryCache(cache), book.optionalImages(Wanted.EVERYTHING));
  }

  private static String prefix(String reference) {
    return ImageRecipe.artifactName(reference) + "-" + Entry.IMPORTED;
  }

  /** The entry that an image has where it was imported. */
  public static String idOf(ImageArchive image) {
    String here = image.tar().getParent().getFileName().toString();
    return here.startsWith(prefix(image.reference()))
        ? here
        : idOf(image.reference(), image.digest());
  }

  private static String idOf(String reference, String digest) {
    return prefix(reference) + Sha256.keyOf(List.of(reference, digest));
  }

  /** Whether an entry holds such an image. */
  public boolean isOne(String id) {
    return wanted.stream().anyMatch(image -> id.startsWith(prefix(image.reference())));
  }

  /** The entry of the image that was brought last. */
  public Optional<Entry> find(ImageRecipe image) {
    return cache.entries(prefix(image.reference())).stream()
        .max(Comparator.comparing(this::since))
        .flatMap(cache::find);
  }

  private long since(String id) {
    try {
      return Files.getLastModifiedTime(cache.root().resolve(id).resolve(Entry.FILE)).toMillis();
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
  public List<String> fill(Path archive) {
    try {
      Optional<Path> plain = uncompressed(archive);
      try (SavedImages saved = SavedImages.open(plain.orElse(archive))) {
        return saved == null ? List.of() : take(saved, archive);
      } finally {
        if (plain.isPresent()) {
          Files.deleteIfExists(plain.get());
        }
      }
    } catch (ArtifactException e) {
      throw e;
    } catch (Exception e) {
      throw Archive.notImported(archive, e, cache.root());
    }
  }

  private List<String> take(SavedImages archive, Path file) throws Exception {
    List<SavedImages.Image> images = archive.images();
    List<String> taken = new ArrayList<>();
    for (ImageRecipe recipe : wanted) {
      for (var image : images) {
        if (!taken.contains(recipe.reference())
            && image.names().stream().anyMatch(recipe::isNamed)) {
          keep(archive, image, recipe, file);
          taken.add(recipe.reference());
        }
      }
    }
    if (taken.isEmpty()) {
      throw new ArtifactException(
          "the image archive %s has the images %s. Only these can be imported in this way:"
              + " %s. If yours has another name, rename it with docker tag, then save it under"
              + " that name: docker save -o FILE NAME",
          file,
          images.stream().flatMap(image -> image.names().stream()).toList(),
          wanted.stream().map(ImageRecipe::reference).toList());
    }
    return taken;
  }

  private void keep(SavedImages archive, SavedImages.Image image, ImageRecipe recipe, Path file)
      throws Exception {
    String reference = recipe.reference();
    if (!image.architecture().equals(Platforms.architecture())) {
      throw new ArtifactException(
          "image %s in %s is made for %s, but machines here are %s; pull it with docker pull"
              + " --platform linux/%4$s and save that",
          reference, file, image.architecture(), Platforms.architecture());
    }
    String id = idOf(reference, "sha256:" + Sha256.of(image.config()));
    cache.removeLeftovers();
    EntryCache.Filler filler =
        building -> {
          Path output = building.resolve("entry");
          Path alone = building.resolve("alone.tar");
          archive.write(image, reference, alone);
          var facts = ImageMaker.saved(alone, reference, output, building);
          Path tar = output.resolve(ImageArchive.TAR);
          String source = "imported from " + file.getFileName();
          String content = Sha256.of(tar);
          return new Entry.Written(
              recipe.artifactName(), recipe.version(), source, content, Files.size(tar), facts);
        };
    cache.keep(id, () -> {}, filler);
    for (String other : cache.entries(prefix(reference))) {
      if (!other.equals(id)) {
        WholeFile.delete(cache.root().resolve(other));
      }
    }
  }

  /** A copy that is not compressed, if the archive is. */
  private Optional<Path> uncompressed(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      if (!SavedImages.isGzip(in.readNBytes(2))) {
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
