package kubetraining.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import kubetraining.lab.LabFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves what a failed bootstrap told about its machines before the lab's folder is deleted. */
final class FailedBootstrap {
  private static final Logger log = LoggerFactory.getLogger(FailedBootstrap.class);

  private FailedBootstrap() {}

  static void keep(LabFolder folder, Path reports) {
    try (Stream<Path> files = Files.list(folder.path())) {
      Path logs = Files.createDirectories(reports.resolve("log"));
      for (Path file : files.filter(each -> each.toString().endsWith(".txt")).toList()) {
        Files.copy(file, logs.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      // The failure of the bootstrap itself is what the user must see.
      log.warn("could not keep what {} tells of the failure", folder.path(), e);
    }
  }
}
