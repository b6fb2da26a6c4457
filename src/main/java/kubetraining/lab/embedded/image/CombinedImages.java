package kubetraining.lab.embedded.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.host.Texts;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * Several images as one archive in the format of {@code docker save}, in which a layer that many
 * images share is there once. Half of what the images of a lab weigh is the layer under them all.
 */
final class CombinedImages implements AutoCloseable {
  private static final int BLOCK = 512;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<TarFile> open = new ArrayList<>();
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final ArrayNode manifest = JSON.createArrayNode();

  /** A file of one of the archives, and its name in the combined one. */
  private record Part(TarFile tar, TarArchiveEntry entry, String newName) {}

  /** One of the archives, with its entries by their names. */
  private record Opened(ImageArchive image, TarFile tar, Map<String, TarArchiveEntry> entries) {
    TarArchiveEntry find(String name) throws IOException {
      TarArchiveEntry entry = entries.get(name);
      if (entry != null && entry.isSymbolicLink()) {
        Path target = Path.of(name).resolveSibling(entry.getLinkName()).normalize();
        entry = entries.get(target.toString());
      }
      if (entry == null) {
        String words =
            "%s, the archive of image %s, has no %s: it is not in the format of docker save";
        throw new IOException(Texts.of(words, image.tar(), image.reference(), name));
      }
      return entry;
    }
  }

  /** Writes a tar with the combined archive as its only file. */
  static void write(List<ImageArchive> archives, OutputStream out, String fileName)
      throws IOException {
    try (var combined = new CombinedImages()) {
      for (ImageArchive archive : archives) {
        combined.read(archive);
      }
      combined.writeTo(out, fileName);
    }
  }

  private void read(ImageArchive archive) throws IOException {
    var tar = new TarFile(archive.tar());
    open.add(tar);
    var entries = new LinkedHashMap<String, TarArchiveEntry>();
    tar.getEntries().forEach(entry -> entries.putIfAbsent(entry.getName(), entry));
    var opened = new Opened(archive, tar, entries);
    JsonNode images;
    try (InputStream in = tar.getInputStream(opened.find("manifest.json"))) {
      images = JSON.readTree(in.readAllBytes());
    }
    for (JsonNode image : images) {
      var combined = manifest.addObject();
      combined.put("Config", add(opened, image.path("Config").asText(), ".json"));
      combined.putArray("RepoTags").add(archive.reference());
      ArrayNode layers = combined.putArray("Layers");
      for (JsonNode layer : image.path("Layers")) {
        layers.add(add(opened, layer.asText(), ".layer"));
      }
    }
  }

  private String add(Opened from, String name, String suffix) throws IOException {
    TarArchiveEntry entry = from.find(name);
    // Only a name made of a digest says what is in the file; others may be in every archive.
    boolean digest = entry.getName().matches(".*[0-9a-f]{64}.*");
    String key = digest ? entry.getName() : from.image().tar() + " " + name;
    return parts
        .computeIfAbsent(key, unseen -> new Part(from.tar(), entry, parts.size() + suffix))
        .newName();
  }

  private void writeTo(OutputStream out, String fileName) throws IOException {
    byte[] index = JSON.writeValueAsBytes(manifest);
    long size = padded(index.length) + 2 * BLOCK;
    for (Part part : parts.values()) {
      size += padded(part.entry().getSize());
    }
    var outer = new TarArchiveOutputStream(out);
    outer.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    begin(outer, fileName, size);
    var inner = new TarArchiveOutputStream(outer, BLOCK);
    inner.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_ERROR);
    for (Part part : parts.values()) {
      begin(inner, part.newName(), part.entry().getSize());
      try (InputStream in = part.tar().getInputStream(part.entry())) {
        in.transferTo(inner);
      }
      inner.closeArchiveEntry();
    }
    begin(inner, "manifest.json", index.length);
    inner.write(index);
    inner.closeArchiveEntry();
    inner.finish();
    outer.closeArchiveEntry();
    outer.finish();
    outer.flush();
  }

  private static void begin(TarArchiveOutputStream tar, String name, long size) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(size);
    tar.putArchiveEntry(entry);
  }

  private static long padded(long size) {
    return BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  @Override
  public void close() throws IOException {
    for (TarFile tar : open) {
      tar.close();
    }
  }
}
