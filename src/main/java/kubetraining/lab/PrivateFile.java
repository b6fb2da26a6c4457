package kubetraining.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that nobody but its owner may read, in a folder of the same kind. */
record PrivateFile(Path path) {
  static final FileAttribute<Set<PosixFilePermission>> FOLDER_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** Writes it whole or not at all, so that a killed run leaves no half file. */
  void write(String content) throws IOException {
    var folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder, FOLDER_MODE);
    var draft = Files.createTempFile(folder, "." + path.getFileName(), ".draft", FILE_MODE);
    try {
      Files.writeString(draft, content);
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
