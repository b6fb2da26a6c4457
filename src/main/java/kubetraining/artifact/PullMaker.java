package kubetraining.artifact;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import kubetraining.host.Connections;
import kubetraining.host.Texts;

/** Pulls an image from the registry of its name, or from a mirror. */
final class PullMaker implements Maker {
  private final String reference;
  private final Optional<URI> mirror;
  private final String cure;

  PullMaker(ImageRecipe image, Optional<URI> mirror) {
    this.reference = image.reference();
    this.mirror = mirror;
    this.cure = image.optional() ? "" : ", or build from packages: -Dartifacts.source=packages";
  }

  @Override
  public void make(Workbench bench) throws Exception {
    String from = MirrorAddress.ofImage(mirror, reference);
    Containerizer to =
        Containerizer.to(TarImage.at(bench.output().resolve(ImageMaker.TAR)).named(reference))
            .setAllowInsecureRegistries(mirror.filter(MirrorAddress::isPlain).isPresent())
            .setBaseImageLayersCache(bench.scratch().resolve("base-layers"))
            .setApplicationLayersCache(bench.scratch().resolve("layers"))
            .setToolName("kube-training");
    try {
      Connections.settleFor(MirrorAddress.siteOf(from));
      JibContainer pulled =
          Jib.from(RegistryImage.named(from))
              .setFormat(ImageFormat.Docker)
              .setCreationTime(ImageMaker.CREATED)
              .setPlatforms(Set.of(new Platform(Platforms.architecture(), "linux")))
              .containerize(to);
      bench.fact(ImageMaker.REFERENCE, reference);
      bench.fact(ImageMaker.DIGEST, pulled.getImageId().toString());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new ArtifactException(
          Texts.of(
              "image %s could not be pulled from %s: %s. Check that this registry is reached and has it%s",
              reference, from, rootOf(e), cure),
          e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  @Override
  public Lane lane() {
    return Lane.NETWORK;
  }

  @Override
  public boolean fetches() {
    return true;
  }
}
