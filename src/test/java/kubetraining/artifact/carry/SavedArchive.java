package kubetraining.artifact.carry;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import kubetraining.artifact.make.Tars;
import kubetraining.host.Platforms;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;

/** Archives of a small image, as {@code docker save} and others write them. */
public record SavedArchive(Path folder) {
  /** As {@code docker save} writes it. */
  Path docker(String reference, String architecture) throws Exception {
    return docker(reference, architecture, "472");
  }

  /** Another image, one that runs as another user. */
  Path user(String reference, String user) throws Exception {
    return docker(reference, Platforms.architecture(), user);
  }

  private Path docker(String reference, String architecture, String user) throws Exception {
    Path tar = folder.resolve("saved.tar");
    Path file = Files.writeString(folder.resolve("page.html"), "a board\n");
    var image = Jib.fromScratch().setFormat(ImageFormat.Docker).setUser(user);
    image.setEntrypoint("/run.sh").setPlatforms(Set.of(new Platform(architecture, "linux")));
    image.addLayer(List.of(file), AbsoluteUnixPath.get("/usr/share"));
    var to = Containerizer.to(TarImage.at(tar).named(reference)).setOfflineMode(true);
    to.setApplicationLayersCache(folder.resolve("layers"));
    image.containerize(to.setBaseImageLayersCache(folder.resolve("base-layers")));
    return tar;
  }

  /** The same in the layout of the Open Container Initiative. */
  Path oci(String reference) throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    var layer = new AtomicReference<String>();
    var config = new AtomicReference<String>();
    read(docker(reference, Platforms.architecture()))
        .forEach(
            (name, content) -> {
              if (!name.equals("manifest.json")) {
                (name.endsWith(".tar.gz") ? layer : config).set(blob(content, files));
              }
            });
    String manifest =
        blob(
            """
            {"config": {"digest": "%s"}, "layers": [{"digest": "%s"}]}
            """,
            files, config, layer);
    String index =
        blob(
            """
            {"manifests": [
              {"digest": "%s", "platform": {"architecture": "s390x", "os": "linux"}},
              {"digest": "%s", "platform": {"architecture": "%s", "os": "linux"}}]}
            """,
            files, blob("{}", files), manifest, Platforms.architecture());
    files.put(
        "index.json",
        Texts.of(
                """
                {"manifests": [{"digest": "%s",
                  "annotations": {"org.opencontainers.image.ref.name": "%s"}}]}
                """,
                index, reference)
            .getBytes(StandardCharsets.UTF_8));
    return write("oci.tar", files);
  }

  private static String blob(String text, Map<String, byte[]> files, Object... values) {
    return blob(Texts.of(text, values).getBytes(StandardCharsets.UTF_8), files);
  }

  private static String blob(byte[] content, Map<String, byte[]> files) {
    String digest = Sha256.of(content);
    files.put("blobs/sha256/" + digest, content);
    return "sha256:" + digest;
  }

  /** Flips a bit in the last byte of each file whose name matches. */
  Path damaged(Path archive, String pattern) throws IOException {
    Map<String, byte[]> files = read(archive);
    files.forEach(
        (name, content) -> {
          if (name.matches(pattern)) {
            content[content.length - 1] ^= 1;
          }
        });
    return write("damaged.tar", files);
  }

  public Path write(String name, Map<String, byte[]> files) throws IOException {
    Path target = folder.resolve(name);
    try (var tar = Tars.writer(target)) {
      for (var file : files.entrySet()) {
        Tars.add(tar, file.getKey(), file.getValue());
      }
    }
    return target;
  }

  public static Map<String, byte[]> read(Path archive) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (var tar = Tars.reader(archive)) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), tar.readAllBytes());
      }
    }
    return files;
  }
}
