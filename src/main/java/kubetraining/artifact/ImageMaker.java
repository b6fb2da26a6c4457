package kubetraining.artifact;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kubetraining.host.Texts;

/** Assembles an image from root file system and files; never looks at any registry. */
final class ImageMaker implements Maker {
  static final String TAR = "image.tar";
  static final String DIGEST = "digest";
  static final String REFERENCE = "reference";
  // Fixed, so that the same content gives the same digest.
  static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  private final ImageRecipe image;

  ImageMaker(ImageRecipe image) {
    this.image = image;
  }

  @Override
  public void make(Workbench bench) throws Exception {
    JibContainerBuilder jib =
        image.baseRecipe().isEmpty()
            ? Jib.fromScratch()
            : Jib.from(TarImage.at(bench.need(baseName(image.base())).resolve(BaseImageMaker.TAR)));
    jib.setFormat(ImageFormat.Docker)
        .setCreationTime(CREATED)
        .setPlatforms(Set.of(new Platform(Platforms.architecture(), "linux")))
        .setEnvironment(image.environment())
        .setLabels(labels());
    if (!image.entrypoint().isEmpty()) {
      jib.setEntrypoint(image.entrypoint());
    }
    if (!image.command().isEmpty()) {
      jib.setProgramArguments(image.command());
    }
    if (!image.user().isEmpty()) {
      jib.setUser(image.user());
    }
    if (!image.workingDirectory().isEmpty()) {
      jib.setWorkingDirectory(AbsoluteUnixPath.get(image.workingDirectory()));
    }
    for (FileRule rule : image.files()) {
      jib.addFileEntriesLayer(layer(rule, bench.need(rule.artifact())));
    }
    Path tar = bench.output().resolve(TAR);
    JibContainer made =
        jib.containerize(
            offline(Containerizer.to(TarImage.at(tar).named(image.reference())), bench.scratch()));
    bench.fact(REFERENCE, image.reference());
    bench.fact(DIGEST, made.getImageId().toString());
  }

  /** The name of the artifact that wraps a root file system as a base image. */
  static String baseName(String rootfs) {
    return "base-" + rootfs;
  }

  /** Jib's own caches would hold everything a second time; these go when the image is done. */
  static Containerizer offline(Containerizer to, Path scratch) {
    return to.setOfflineMode(true)
        .setBaseImageLayersCache(scratch.resolve("base-layers"))
        .setApplicationLayersCache(scratch.resolve("layers"))
        .setToolName("kube-training");
  }

  private Map<String, String> labels() {
    var labels = new TreeMap<String, String>();
    labels.put("org.opencontainers.image.source", image.source());
    labels.put("org.opencontainers.image.version", image.version());
    labels.put("org.opencontainers.image.description", "rebuilt from package");
    return labels;
  }

  private FileEntriesLayer layer(FileRule rule, Path made) throws IOException {
    refuseLinkedFolder(rule);
    Path source = made.resolve(rule.file()).normalize();
    var layer = FileEntriesLayer.builder().setName(rule.artifact());
    if (Files.isRegularFile(source)) {
      layer.addEntry(source, AbsoluteUnixPath.get(rule.path()), mode(rule, source));
      return layer.build();
    }
    for (String file : Folders.filesOf(source)) {
      if (!file.equals(Entry.FILE)) {
        Path one = source.resolve(file);
        layer.addEntry(one, AbsoluteUnixPath.get(rule.path()).resolve(file), mode(rule, one));
      }
    }
    return layer.build();
  }

  /** Debian's /bin is a link; a layer with a folder of that name would take its place. */
  private void refuseLinkedFolder(FileRule rule) {
    if (image.baseRecipe().isPresent() && rule.path().matches("/(bin|sbin|lib|lib64)(/.*)?")) {
      throw new ArtifactException(
          Texts.of(
              "image %s: %s would hide a folder of its base; use /usr%s instead",
              image.reference(), rule.path(), rule.path()));
    }
  }

  private static FilePermissions mode(FileRule rule, Path file) throws IOException {
    return rule.mode().isEmpty()
        ? FilePermissions.fromPosixFilePermissions(Files.getPosixFilePermissions(file))
        : FilePermissions.fromOctalString(Integer.toOctalString(Integer.parseInt(rule.mode(), 8)));
  }

  @Override
  public Lane lane() {
    return Lane.IMAGE;
  }
}
