package kubetraining.lab.embedded;

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
import java.util.stream.Collectors;
import kubetraining.artifact.ImageArchive;
import kubetraining.host.Texts;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * Several images as one archive in the format of {@code docker save}, in which a layer that many
 * images share is there once. Half of what the images of a lab weigh is the layer under them all.
 */
final class CombinedImages {
  private static final int BLOCK = 512;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final ArrayNode manifest = JSON.createArrayNode();

  /** A file of one of the archives, under its name in the combined one. */
  private record Part(Path archive, String name, String newName, long size) {}

  CombinedImages(List<ImageArchive> archives) throws IOException {
    for (ImageArchive archive : archives) {
      read(archive);
    }
  }

  private void read(ImageArchive archive) throws IOException {
    try (var tar = new TarFile(archive.tar())) {
      Map<String, TarArchiveEntry> entries =
          tar.getEntries().stream()
              .collect(
                  Collectors.toMap(TarArchiveEntry::getName, entry -> entry, (one, same) -> one));
      for (JsonNode image : JSON.readTree(content(tar, entries, archive, "manifest.json"))) {
        var combined = manifest.addObject();
        combined.put("Config", add(archive, entries, image.path("Config").asText(), ".json"));
        combined.putArray("RepoTags").add(archive.reference());
        ArrayNode layers = combined.putArray("Layers");
        for (JsonNode layer : image.path("Layers")) {
          layers.add(add(archive, entries, layer.asText(), ".layer"));
        }
      }
    }
  }

  private static byte[] content(
      TarFile tar, Map<String, TarArchiveEntry> entries, ImageArchive archive, String name)
      throws IOException {
    try (InputStream in = tar.getInputStream(find(archive, entries, name))) {
      return in.readAllBytes();
    }
  }

  private static TarArchiveEntry find(
      ImageArchive archive, Map<String, TarArchiveEntry> entries, String name) throws IOException {
    TarArchiveEntry entry = entries.get(name);
    if (entry != null && entry.isSymbolicLink()) {
      Path target = Path.of(name).resolveSibling(entry.getLinkName()).normalize();
      entry = entries.get(target.toString());
    }
    if (entry == null) {
      throw new IOException(
          Texts.of(
              "%s, the archive of image %s, has no %s: it is not in the format of docker save",
              archive.tar(), archive.reference(), name));
    }
    return entry;
  }

  private String add(
      ImageArchive archive, Map<String, TarArchiveEntry> entries, String name, String suffix)
      throws IOException {
    TarArchiveEntry entry = find(archive, entries, name);
    // Only a name made of a digest says what is in the file; others may be in every archive.
    String key =
        entry.getName().matches(".*[0-9a-f]{64}.*") ? entry.getName() : archive.tar() + " " + name;
    return parts
        .computeIfAbsent(
            key,
            unseen ->
                new Part(archive.tar(), entry.getName(), parts.size() + suffix, entry.getSize()))
        .newName();
  }

  /** Writes a tar with the combined archive as its only file. */
  void writeTo(OutputStream out, String fileName) throws IOException {
    byte[] index = JSON.writeValueAsBytes(manifest);
    var outer = new TarArchiveOutputStream(out);
    outer.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    var file = new TarArchiveEntry(fileName);
    file.setSize(
        parts.values().stream().mapToLong(part -> padded(part.size())).sum()
            + padded(index.length)
            + 2 * BLOCK);
    outer.putArchiveEntry(file);
    var inner = new TarArchiveOutputStream(outer, BLOCK);
    inner.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_ERROR);
    for (var ofArchive : byArchive().entrySet()) {
      copy(ofArchive.getKey(), ofArchive.getValue(), inner);
    }
    var entry = new TarArchiveEntry("manifest.json");
    entry.setSize(index.length);
    inner.putArchiveEntry(entry);
    inner.write(index);
    inner.closeArchiveEntry();
    inner.finish();
    outer.closeArchiveEntry();
    outer.finish();
    outer.flush();
  }

  private Map<Path, List<Part>> byArchive() {
    var byArchive = new LinkedHashMap<Path, List<Part>>();
    parts
        .values()
        .forEach(
            part -> byArchive.computeIfAbsent(part.archive(), path -> new ArrayList<>()).add(part));
    return byArchive;
  }

  private static void copy(Path archive, List<Part> wanted, TarArchiveOutputStream to)
      throws IOException {
    try (var from = new TarFile(archive)) {
      var entries =
          from.getEntries().stream()
              .collect(
                  Collectors.toMap(TarArchiveEntry::getName, entry -> entry, (one, same) -> one));
      for (Part part : wanted) {
        var entry = new TarArchiveEntry(part.newName());
        entry.setSize(part.size());
        to.putArchiveEntry(entry);
        try (InputStream in = from.getInputStream(entries.get(part.name()))) {
          in.transferTo(to);
        }
        to.closeArchiveEntry();
      }
    }
  }

  private static long padded(long size) {
    return BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
  }
}
