package kubetraining.artifact.carry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import kubetraining.artifact.make.ImageMaker;
import kubetraining.artifact.make.Tars;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.Json;
import kubetraining.host.Platforms;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.jspecify.annotations.Nullable;

/**
 * An archive of images as other programs write it: that of {@code docker save}, or the layout of
 * the Open Container Initiative in a tar.
 */
final class SavedImages implements AutoCloseable {
  private static final String MANIFEST = "manifest.json";
  private static final String INDEX = "index.json";
  private static final List<String> NAMES =
      List.of("io.containerd.image.name", "org.opencontainers.image.ref.name");

  /**
   * One image of it.
   *
   * @param names what the archive calls it; may be none
   * @param config its configuration, whose digest is that of the image
   * @param layers the files of the archive that are its layers, the lowest first
   * @param diffIds the digests of the layers when they are not compressed
   */
  record Image(
      List<String> names,
      byte[] config,
      List<String> layers,
      List<String> diffIds,
      String architecture) {}

  private final Path archive;
  private final TarFile tar;
  private final Map<String, TarArchiveEntry> entries = new HashMap<>();

  private SavedImages(Path archive) throws IOException {
    this.archive = archive;
    this.tar = new TarFile(archive);
    tar.getEntries()
        .forEach(entry -> entries.put(entry.getName().replaceFirst("^\\./", ""), entry));
  }

  /** Opens such an archive, which is no longer compressed; null if it is of another kind. */
  static @Nullable SavedImages open(Path archive) throws IOException {
    SavedImages opened;
    try {
      opened = new SavedImages(archive);
    } catch (IOException e) {
      return null; // no tar; whoever reads the other kind will say so
    }
    if (opened.hasManifest() || opened.entries.containsKey(INDEX)) {
      return opened;
    }
    opened.close();
    return null;
  }

  /** An export of this project has a manifest too, but that is no list. */
  private boolean hasManifest() throws IOException {
    return entries.containsKey(MANIFEST) && json(MANIFEST).isArray();
  }

  List<Image> images() throws IOException {
    List<Image> images = new ArrayList<>();
    if (hasManifest()) {
      for (JsonNode one : json(MANIFEST)) {
        byte[] config = content(one.path("Config").asText());
        images.add(image(texts(one.path("RepoTags")), config, texts(one.path("Layers"))));
      }
    } else {
      addIndex(json(INDEX), List.of(), images);
    }
    return images;
  }

  /** An index may list others, one a platform; what no platform of ours is, is left out. */
  private void addIndex(JsonNode index, List<String> names, List<Image> images) throws IOException {
    for (JsonNode one : index.path("manifests")) {
      var all = NAMES.stream().map(name -> one.path("annotations").path(name).asText(""));
      List<String> own = all.filter(name -> !name.isEmpty()).toList();
      List<String> known = own.isEmpty() ? names : own;
      String blob = blob(one.path("digest").asText());
      if (!entries.containsKey(blob) || isForeign(one.path("platform"))) {
        continue;
      }
      JsonNode manifest = Json.read(checked(blob), JsonNode.class);
      if (manifest.has("manifests")) {
        addIndex(manifest, known, images);
      } else if (manifest.has("layers")) {
        List<String> layers = new ArrayList<>();
        manifest.path("layers").forEach(layer -> layers.add(blob(layer.path("digest").asText())));
        String config = blob(manifest.path("config").path("digest").asText());
        images.add(image(known, checked(config), layers));
      }
    }
  }

  private static boolean isForeign(JsonNode platform) {
    return platform.has("architecture")
        && !platform.path("architecture").asText().equals(Platforms.architecture());
  }

  private static String blob(String digest) {
    return "blobs/" + digest.replace(':', '/');
  }

  private byte[] checked(String blob) throws IOException {
    byte[] bytes = content(blob);
    if (!blob.endsWith("/" + Sha256.of(bytes))) {
      throw damaged("the content of %s is not what its name says", blob);
    }
    return bytes;
  }

  private Image image(List<String> names, byte[] config, List<String> layers) throws IOException {
    JsonNode read = Json.read(config, JsonNode.class);
    List<String> diffIds = texts(read.path("rootfs").path("diff_ids"));
    if (diffIds.size() != layers.size()) {
      throw damaged(
          "image %s has %d layers, but its configuration names %d",
          names, layers.size(), diffIds.size());
    }
    return new Image(names, config, layers, diffIds, read.path("architecture").asText());
  }

  /**
   * Writes an image alone to a tar, under one name; whatever else lies in the archive stays behind.
   *
   * @throws ArtifactException if a layer is not what its configuration promises
   */
  void write(Image image, String reference, Path target) throws IOException {
    try (var out = Tars.writer(target)) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < image.layers().size(); i++) {
        String layer = image.layers().get(i);
        check(layer, image.diffIds().get(i));
        names.add(i + ".layer");
        try (InputStream in = layer(layer)) {
          Tars.add(out, i + ".layer", 0100644, entry(layer).getSize(), in);
        }
      }
      ImageMaker.addConfig(out, List.of(reference), names, image.config());
    }
  }

  private void check(String layer, String diffId) throws IOException {
    MessageDigest digest = Sha256.by("SHA-256");
    try (InputStream in = layer(layer);
        InputStream plain = new DigestInputStream(plain(in, layer), digest)) {
      plain.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw damaged("layer %s cannot be read (%s)", layer, e.getMessage());
    }
    if (!diffId.equals("sha256:" + Sha256.hex(digest))) {
      throw damaged("layer %s is not what the configuration says", layer);
    }
  }

  private static InputStream plain(InputStream in, String layer) throws IOException {
    in.mark(4);
    byte[] magic = in.readNBytes(4);
    in.reset();
    if (isGzip(magic)) {
      return new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
    }
    if (magic.length == 4 && (magic[0] & 0xff) == 0x28 && (magic[1] & 0xff) == 0xb5) {
      throw new ArtifactException(
          "layer %s is compressed with zstd, which cannot be read here; save the image with: docker"
              + " save",
          layer);
    }
    return in;
  }

  static boolean isGzip(byte[] start) {
    return start.length > 1 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
  }

  /** As it lies in the archive. */
  private InputStream layer(String name) throws IOException {
    return new BufferedInputStream(tar.getInputStream(entry(name)), 1 << 16);
  }

  private JsonNode json(String name) throws IOException {
    return Json.read(content(name), JsonNode.class);
  }

  private byte[] content(String name) throws IOException {
    try (InputStream in = tar.getInputStream(entry(name))) {
      return in.readAllBytes();
    }
  }

  private TarArchiveEntry entry(String name) throws IOException {
    TarArchiveEntry entry = entries.get(name);
    if (entry != null && entry.isSymbolicLink()) {
      // Old Docker saves a layer that two images share once, and a link to it.
      entry = entries.get(Path.of(name).resolveSibling(entry.getLinkName()).normalize().toString());
    }
    if (entry == null) {
      throw damaged("it names %s, but does not have it", name);
    }
    return entry;
  }

  private ArtifactException damaged(String how, @Nullable Object... values) {
    return new ArtifactException(
        "the image archive %s is damaged: %s. Nothing was imported; save or copy it again",
        archive, Texts.of(how, values));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
