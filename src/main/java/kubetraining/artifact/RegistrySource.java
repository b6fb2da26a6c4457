package kubetraining.artifact;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Public image registries and download sites, or mirrors of them. Root file systems, the packages
 * of the EC2 API and the images of this project have no public place, so they are made here, too.
 */
final class RegistrySource implements Source {
  private final RecipeBook book;
  private final Source packages;
  private final Optional<URI> imageMirror;
  private final Optional<URI> binaryMirror;

  RegistrySource(RecipeBook book, Source packages, ArtifactSettings settings) {
    this.book = book;
    this.packages = packages;
    this.imageMirror =
        settings.imageMirror().map(uri -> MirrorAddress.checked("artifacts.mirror.images", uri));
    this.binaryMirror =
        settings.binaryMirror().map(uri -> MirrorAddress.checked("artifacts.mirror.binaries", uri));
  }

  @Override
  public Artifact files(Recipe recipe) {
    List<Download> downloads = book.downloadsOf(recipe.name());
    if (downloads.isEmpty()) {
      return packages.files(recipe);
    }
    List<String> words = new ArrayList<>(List.of("download", binaryMirror.toString()));
    downloads.forEach(download -> words.add(download.address(recipe.version()).toString()));
    downloads.forEach(download -> words.add(download.members().toString()));
    downloads.stream()
        .filter(Download::pinned)
        .forEach(download -> words.addAll(List.of(download.sha256(), download.folder())));
    return new Artifact(
        recipe.name(),
        recipe.version(),
        MirrorAddress.ofDownload(binaryMirror, downloads.get(0).address(recipe.version()))
            .getHost(),
        Digests.keyOf(words),
        List.of(),
        new DownloadMaker(downloads, binaryMirror));
  }

  @Override
  public Artifact image(ImageRecipe image) {
    if (image.own()) {
      return packages.image(image);
    }
    String from = MirrorAddress.ofImage(imageMirror, image.reference());
    return new Artifact(
        image.artifactName(),
        // What the tag says: the public image may hold another program than ours does.
        from.substring(from.lastIndexOf(':') + 1),
        "pulled as " + from,
        Digests.keyOf(List.of("pull", from, Platforms.architecture())),
        List.of(),
        new PullMaker(image, imageMirror));
  }
}
