package kubetraining.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import kubetraining.host.Texts;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * An archive of images as other programs write it: that of {@code docker save}, or the layout of
 * the Open Container Initiative in a tar.
 */
final class SavedImages implements AutoCloseable {
  private static final String MANIFEST = "manifest.json";
  private static final String INDEX = "index.json";
  private static final List<String> NAMES =
      List.of("io.containerd.image.name", "org.opencontainers.image.ref.name");

  private final Path archive;
  private final TarFile tar;
  private final Map<String, TarArchiveEntry> entries = new HashMap<>();

  private SavedImages(Path archive) throws IOException {
    this.archive = archive;
    this.tar = new TarFile(archive);
    tar.getEntries()
        .forEach(entry -> entries.put(entry.getName().replaceFirst("^\\./", ""), entry));
  }

  /** Opens such an archive, which is no longer compressed; empty if it is of another kind. */
  static Optional<SavedImages> open(Path archive) throws IOException {
    SavedImages opened;
    try {
      opened = new SavedImages(archive);
    } catch (IOException e) {
      return Optional.empty(); // no tar; whoever reads the other kind will say so
    }
    if (opened.hasManifest() || opened.entries.containsKey(INDEX)) {
      return Optional.of(opened);
    }
    opened.close();
    return Optional.empty();
  }

  /** An export of this project has a manifest too, but that is no list. */
  private boolean hasManifest() throws IOException {
    return entries.containsKey(MANIFEST) && json(MANIFEST).isArray();
  }

  List<SavedImage> images() throws IOException {
    List<SavedImage> images = new ArrayList<>();
    if (hasManifest()) {
      for (JsonNode one : json(MANIFEST)) {
        images.add(
            image(
                texts(one.path("RepoTags")),
                content(one.path("Config").asText()),
                texts(one.path("Layers"))));
      }
    } else {
      addIndex(json(INDEX), List.of(), images);
    }
    return images;
  }

  /** An index may list others, one a platform; what no platform of ours is, is left out. */
  private void addIndex(JsonNode index, List<String> names, List<SavedImage> images)
      throws IOException {
    for (JsonNode one : index.path("manifests")) {
      List<String> own =
          NAMES.stream()
              .map(name -> one.path("annotations").path(name).asText(""))
              .filter(name -> !name.isEmpty())
              .toList();
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
        images.add(
            image(known, checked(blob(manifest.path("config").path("digest").asText())), layers));
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
    if (!blob.endsWith("/" + Digests.ofBytes(bytes))) {
      throw damaged(Texts.of("%s has another content than its name says", blob));
    }
    return bytes;
  }

  private SavedImage image(List<String> names, byte[] config, List<String> layers)
      throws IOException {
    JsonNode read = Json.read(config, JsonNode.class);
    List<String> diffIds = texts(read.path("rootfs").path("diff_ids"));
    if (diffIds.size() != layers.size()) {
      throw damaged(
          Texts.of(
              "image %s has %d layers, but its configuration names %d",
              names, layers.size(), diffIds.size()));
    }
    return new SavedImage(names, config, layers, diffIds, read.path("architecture").asText());
  }

  /** A layer as it lies in the archive. */
  InputStream layer(String name) throws IOException {
    return new BufferedInputStream(tar.getInputStream(entry(name)), 1 << 16);
  }

  long size(String name) throws IOException {
    return entry(name).getSize();
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
      throw damaged(Texts.of("it names %s, but does not have it", name));
    }
    return entry;
  }

  ArtifactException damaged(String how) {
    return new ArtifactException(
        Texts.of(
            "the image archive %s is damaged: %s. Nothing was imported; save or copy it again",
            archive, how));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
