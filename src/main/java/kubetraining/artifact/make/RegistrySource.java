package kubetraining.artifact.make;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.Download;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.MirrorAddress;
import kubetraining.artifact.recipe.Recipe;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.host.Platforms;
import kubetraining.host.Sha256;

/**
 * Public image registries and download sites, or mirrors of them. Root file systems, the packages
 * of the EC2 API and the images of this project have no public place, so they are made here, too.
 */
public record RegistrySource(
    RecipeBook book, Source packages, Optional<URI> images, Optional<URI> binaries)
    implements Source {
  public RegistrySource(RecipeBook book, Source packages, ArtifactSettings settings) {
    this(book, packages, MirrorAddress.ofImages(settings), MirrorAddress.ofBinaries(settings));
  }

  @Override
  public Artifact files(Recipe recipe) {
    List<Download> downloads = book.downloadsOf(recipe.name());
    if (downloads.isEmpty()) {
      return packages.files(recipe);
    }
    List<String> words = new ArrayList<>(List.of("download", binaries.toString()));
    downloads.forEach(download -> words.add(download.address(recipe.version()).toString()));
    downloads.forEach(download -> words.add(download.members().toString()));
    downloads.stream()
        .filter(Download::pinned)
        .forEach(download -> words.addAll(List.of(download.sha256(), download.folder())));
    URI first = MirrorAddress.ofDownload(binaries, downloads.get(0).address(recipe.version()));
    String key = Sha256.keyOf(words);
    var maker = DownloadMaker.of(downloads, binaries);
    return new Artifact(recipe.name(), recipe.version(), first.getHost(), key, List.of(), maker);
  }

  @Override
  public Artifact image(ImageRecipe image) {
    if (image.own()) {
      return packages.image(image);
    }
    String from = MirrorAddress.ofImage(images, image.reference());
    // What the tag says: the public image may hold another program than ours does.
    String version = from.substring(from.lastIndexOf(':') + 1);
    String key = Sha256.keyOf(List.of("pull", from, Platforms.architecture()));
    var maker = ImageMaker.pulling(image, images);
    return new Artifact(image.artifactName(), version, "pulled as " + from, key, List.of(), maker);
  }
}
