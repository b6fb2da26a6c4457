package kubetraining.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that scenarios have kept, for pictures that the page carries within itself. */
@FunctionalInterface
public interface EvidenceFiles {
  /**
   * The content of one file; empty if it cannot be read, and then it is only linked.
   *
   * @param path relative to the folder of reports
   */
  Optional<byte[]> read(String path);

  /** The files below a folder of reports; a path that leads out of it is not followed. */
  static EvidenceFiles in(Path reports) {
    Logger log = LoggerFactory.getLogger(EvidenceFiles.class);
    Path folder = reports.toAbsolutePath().normalize();
    return path -> {
      Path file = folder.resolve(path).normalize();
      if (!file.startsWith(folder)) {
        return Optional.empty();
      }
      try {
        return Optional.of(Files.readAllBytes(file));
      } catch (IOException e) {
        log.warn("evidence {} cannot be shown in the page", file, e);
        return Optional.empty();
      }
    };
  }
}
