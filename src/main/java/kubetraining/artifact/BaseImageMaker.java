package kubetraining.artifact;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Wraps the tar of a root file system as the image that others are based on. Jib's own layers
 * cannot hold symbolic links; a base image can.
 */
final class BaseImageMaker implements Maker {
  static final String TAR = "base.tar";

  private final String rootfs;

  BaseImageMaker(String rootfs) {
    this.rootfs = rootfs;
  }

  @Override
  public void make(Workbench bench) throws Exception {
    Path layer = bench.scratch().resolve("layer.tar.gz");
    String diffId = compress(bench.need(rootfs).resolve(RootfsMaker.TAR), layer);
    byte[] config =
        Json.bytes(
            Map.of(
                "architecture",
                Platforms.architecture(),
                "os",
                "linux",
                "created",
                ImageMaker.CREATED.toString(),
                "config",
                Map.of(),
                "rootfs",
                Map.of("type", "layers", "diff_ids", List.of("sha256:" + diffId)),
                "history",
                List.of(
                    Map.of(
                        "created",
                        ImageMaker.CREATED.toString(),
                        "created_by",
                        "packages of " + bench.artifact().source()))));
    byte[] manifest =
        Json.bytes(
            List.of(
                Map.of(
                    "Config",
                    "config.json",
                    "RepoTags",
                    List.of("base/" + rootfs + ":latest"),
                    "Layers",
                    List.of("layer.tar.gz"))));
    write(bench.output().resolve(TAR), layer, config, manifest);
  }

  /** Returns the digest of what was compressed. */
  private static String compress(Path tar, Path target) throws IOException {
    MessageDigest digest = Digests.sha("SHA-256");
    try (InputStream in =
            new DigestInputStream(new BufferedInputStream(Files.newInputStream(tar)), digest);
        OutputStream out = new QuickGzip(Files.newOutputStream(target))) {
      in.transferTo(out);
    }
    return Digests.hex(digest);
  }

  /** Nobody sends these layers over a network, so what counts is the time that it takes. */
  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private static void write(Path target, Path layer, byte[] config, byte[] manifest)
      throws IOException {
    try (var tar =
        new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      add(tar, "config.json", config);
      var entry = new TarArchiveEntry("layer.tar.gz");
      entry.setSize(Files.size(layer));
      entry.setModTime(ImageMaker.CREATED.toEpochMilli());
      tar.putArchiveEntry(entry);
      Files.copy(layer, tar);
      tar.closeArchiveEntry();
      add(tar, "manifest.json", manifest);
    }
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setModTime(ImageMaker.CREATED.toEpochMilli());
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  @Override
  public Lane lane() {
    return Lane.IMAGE;
  }
}
