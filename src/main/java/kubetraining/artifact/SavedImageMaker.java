package kubetraining.artifact;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import kubetraining.host.Texts;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Brings an image of somebody's archive into the form that pulled ones have, checked whole. */
final class SavedImageMaker {
  private final SavedImages archive;
  private final SavedImage image;

  SavedImageMaker(SavedImages archive, SavedImage image) {
    this.archive = archive;
    this.image = image;
  }

  /** Writes it to {@code output} under the name {@code reference}; returns its digest. */
  String make(String reference, Path output, Path scratch) throws Exception {
    Path alone = scratch.resolve("alone.tar");
    Files.createDirectories(scratch);
    writeAlone(reference, alone);
    JibContainer made =
        Jib.from(TarImage.at(alone))
            .setFormat(ImageFormat.Docker)
            .setCreationTime(ImageMaker.CREATED)
            .setPlatforms(Set.of(new Platform(Platforms.architecture(), "linux")))
            .containerize(
                ImageMaker.offline(
                    Containerizer.to(TarImage.at(output.resolve(ImageMaker.TAR)).named(reference)),
                    scratch));
    return made.getImageId().toString();
  }

  private void writeAlone(String reference, Path target) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16);
        var tar = new TarArchiveOutputStream(out)) {
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      List<String> layers = new ArrayList<>();
      for (int i = 0; i < image.layers().size(); i++) {
        String name = image.layers().get(i);
        check(name, image.diffIds().get(i));
        layers.add(i + ".layer");
        tar.putArchiveEntry(entry(i + ".layer", archive.size(name)));
        try (InputStream in = archive.layer(name)) {
          in.transferTo(tar);
        }
        tar.closeArchiveEntry();
      }
      add(tar, "config.json", image.config());
      add(
          tar,
          "manifest.json",
          Json.bytes(
              List.of(
                  Map.of(
                      "Config", "config.json", "RepoTags", List.of(reference), "Layers", layers))));
    }
  }

  private void check(String layer, String diffId) throws IOException {
    MessageDigest digest = Digests.sha("SHA-256");
    try (InputStream in = archive.layer(layer);
        InputStream plain = new DigestInputStream(plain(in, layer), digest)) {
      plain.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw archive.damaged(Texts.of("layer %s cannot be read (%s)", layer, e.getMessage()));
    }
    if (!diffId.equals("sha256:" + Digests.hex(digest))) {
      throw archive.damaged(Texts.of("layer %s is not what its configuration promises", layer));
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
          Texts.of(
              "layer %s is compressed by zstd, which is not read here; save the image with: docker save",
              layer));
    }
    return in;
  }

  static boolean isGzip(byte[] start) {
    return start.length > 1 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    tar.putArchiveEntry(entry(name, content.length));
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry entry(String name, long size) {
    var entry = new TarArchiveEntry(name);
    entry.setSize(size);
    return entry;
  }
}
