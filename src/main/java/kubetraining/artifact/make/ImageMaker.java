package kubetraining.artifact.make;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kubetraining.artifact.cache.Entry;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.FileRule;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.Json;
import kubetraining.artifact.recipe.MirrorAddress;
import kubetraining.host.Connections;
import kubetraining.host.Folders;
import kubetraining.host.Platforms;
import kubetraining.host.Sha256;
import kubetraining.host.WholeFile;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes container images: of root file systems and files, or by pulling them. */
public final class ImageMaker {
  private static final String BASE = "base.tar";

  private ImageMaker() {}

  /** Assembles an image from files on its base; never looks at any registry. */
  static Maker of(ImageRecipe image) {
    return Maker.of(Lane.IMAGE, bench -> make(image, bench));
  }

  private static void make(ImageRecipe image, Workbench bench) throws Exception {
    JibContainerBuilder jib =
        image.baseRecipe().isEmpty()
            ? Jib.fromScratch()
            : Jib.from(TarImage.at(bench.need(baseName(image.base())).resolve(BASE)));
    var labels =
        Map.of(
            "org.opencontainers.image.source", image.source(),
            "org.opencontainers.image.version", image.version(),
            "org.opencontainers.image.description", "rebuilt from package");
    jib.setEnvironment(image.environment()).setLabels(labels);
    String folder = image.workingDirectory();
    jib.setEntrypoint(image.entrypoint().isEmpty() ? null : image.entrypoint())
        .setProgramArguments(image.command().isEmpty() ? null : image.command())
        .setUser(image.user().isEmpty() ? null : image.user())
        .setWorkingDirectory(folder.isEmpty() ? null : AbsoluteUnixPath.get(folder));
    for (FileRule rule : image.files()) {
      refuseLinkedFolder(image, rule);
      jib.addFileEntriesLayer(layer(rule, bench.need(rule.artifact())));
    }
    bench.facts().putAll(save(jib, image.reference(), bench.output(), bench.scratch()));
  }

  private static FileEntriesLayer layer(FileRule rule, Path made) throws IOException {
    Path source = made.resolve(rule.file()).normalize();
    var layer = FileEntriesLayer.builder().setName(rule.artifact());
    for (String file : Folders.filesOf(source)) {
      if (!file.equals(Entry.FILE)) {
        Path one = source.resolve(file);
        layer.addEntry(one, AbsoluteUnixPath.get(rule.path()).resolve(file), mode(rule, one));
      }
    }
    return layer.build();
  }

  private static FilePermissions mode(FileRule rule, Path file) throws IOException {
    return rule.mode().isEmpty()
        ? FilePermissions.fromPosixFilePermissions(Files.getPosixFilePermissions(file))
        : FilePermissions.fromOctalString(Integer.toOctalString(Integer.parseInt(rule.mode(), 8)));
  }

  /** Debian's /bin is a link; a layer with a folder of that name would take its place. */
  private static void refuseLinkedFolder(ImageRecipe image, FileRule rule) {
    if (image.baseRecipe().isPresent() && rule.path().matches("/(bin|sbin|lib|lib64)(/.*)?")) {
      throw new ArtifactException(
          "image %s: %s would hide a folder of its base; use /usr%s instead",
          image.reference(), rule.path(), rule.path());
    }
  }

  /** The name of the artifact that wraps a root file system as a base image. */
  static String baseName(String rootfs) {
    return "base-" + rootfs;
  }

  /**
   * Wraps the tar of a root file system as the image that others are based on. Jib's own layers
   * cannot hold symbolic links; a base image can.
   */
  static Maker base(String rootfs) {
    return Maker.of(Lane.IMAGE, bench -> makeBase(rootfs, bench));
  }

  private static void makeBase(String rootfs, Workbench bench) throws IOException {
    Path layer = bench.scratch().resolve("layer.tar.gz");
    MessageDigest digest = Sha256.by("SHA-256");
    try (InputStream in = Files.newInputStream(bench.need(rootfs).resolve(RootfsMaker.TAR));
        OutputStream out = Tars.gzip(Files.newOutputStream(layer))) {
      new DigestInputStream(in, digest).transferTo(out);
    }
    String created = Tars.CREATED.toString();
    String by = "packages of " + bench.artifact().source();
    var layers = List.of("sha256:" + Sha256.hex(digest));
    var config =
        Map.of(
            "architecture", Platforms.architecture(),
            "os", "linux",
            "created", created,
            "config", Map.of(),
            "rootfs", Map.of("type", "layers", "diff_ids", layers),
            "history", List.of(Map.of("created", created, "created_by", by)));
    try (var tar = Tars.writer(bench.output().resolve(BASE))) {
      var names = List.of("base/" + rootfs + ":latest");
      addConfig(tar, names, List.of("layer.tar.gz"), Json.bytes(config));
      Tars.add(tar, "layer.tar.gz", layer);
    }
  }

  /** Adds what makes a tar of layers an image: its configuration, and what its parts are called. */
  public static void addConfig(
      TarArchiveOutputStream tar, List<String> names, List<String> layers, byte[] config)
      throws IOException {
    Tars.add(tar, "config.json", config);
    var image = Map.of("Config", "config.json", "RepoTags", names, "Layers", layers);
    Tars.add(tar, "manifest.json", Json.bytes(List.of(image)));
  }

  /** Pulls an image from the registry of its name, or from a mirror. */
  static Maker pulling(ImageRecipe image, Optional<URI> mirror) {
    return Maker.fetching(bench -> pull(image, mirror, bench));
  }

  private static void pull(ImageRecipe image, Optional<URI> mirror, Workbench bench)
      throws InterruptedException {
    String reference = image.reference();
    String from = MirrorAddress.ofImage(mirror, reference);
    try {
      Connections.settleFor(MirrorAddress.siteOf(from));
      var to =
          to(reference, bench.output())
              .setAllowInsecureRegistries(mirror.filter(MirrorAddress::isPlain).isPresent());
      String digest = digestOf(Jib.from(RegistryImage.named(from)), to, bench.scratch());
      bench.facts().putAll(ImageArchive.facts(reference, digest));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      String words =
          "image %s could not be pulled from %s: %s. Check that this registry can be reached and"
              + " has it%s";
      String or = image.optional() ? "" : ", or build from packages: -Dartifacts.source=packages";
      throw new ArtifactException(e, words, reference, from, rootOf(e), or);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    return failure.getCause() == null ? failure : rootOf(failure.getCause());
  }

  /**
   * Pushes an image to a registry under the name {@code target}.
   *
   * @throws ArtifactException if what is there then is another
   */
  public static void push(ImageArchive image, String target, URI registry) throws Exception {
    Connections.settleFor(registry);
    Path scratch = Files.createTempDirectory("mirror-");
    try {
      var to =
          Containerizer.to(RegistryImage.named(target))
              .setAllowInsecureRegistries(MirrorAddress.isPlain(registry));
      String digest = digestOf(Jib.from(TarImage.at(image.tar())), to, scratch);
      if (!digest.equals(image.digest())) {
        throw new ArtifactException(
            "%s changed on its way to %s: it was %s and became %s",
            image.reference(), target, image.digest(), digest);
      }
    } finally {
      WholeFile.delete(scratch);
    }
  }

  /** Saves the image that a tar holds anew, as all others are saved here. */
  public static Map<String, String> saved(Path tar, String reference, Path output, Path scratch)
      throws Exception {
    return save(Jib.from(TarImage.at(tar)), reference, output, scratch);
  }

  /** Writes an image to {@code output} without any registry; returns the facts of its entry. */
  private static Map<String, String> save(
      JibContainerBuilder image, String reference, Path output, Path scratch) throws Exception {
    return ImageArchive.facts(
        reference, digestOf(image, to(reference, output).setOfflineMode(true), scratch));
  }

  private static Containerizer to(String reference, Path output) throws Exception {
    return Containerizer.to(TarImage.at(output.resolve(ImageArchive.TAR)).named(reference));
  }

  /** Jib's own caches would hold everything a second time; these go when the image is done. */
  private static String digestOf(JibContainerBuilder image, Containerizer to, Path scratch)
      throws Exception {
    var platforms = Set.of(new Platform(Platforms.architecture(), "linux"));
    image.setFormat(ImageFormat.Docker).setCreationTime(Tars.CREATED).setPlatforms(platforms);
    to.setBaseImageLayersCache(scratch.resolve("base-layers")).setToolName("kube-training");
    to.setApplicationLayersCache(scratch.resolve("layers"));
    return image.containerize(to).getImageId().toString();
  }
}
