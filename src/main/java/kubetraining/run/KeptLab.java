package kubetraining.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kubetraining.lab.LabFolder;

/**
 * The mark of a lab that was kept on purpose. It is taken away while a run works on the lab, so
 * that a run that was killed leaves none, and nobody goes on with a lab in an unknown state.
 */
final class KeptLab {
  private KeptLab() {}

  static boolean isKept(LabFolder folder) {
    return Files.exists(mark(folder));
  }

  static void keep(LabFolder folder) {
    try {
      Files.writeString(mark(folder), "kept on purpose; ./training down gives it back\n");
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + mark(folder), e);
    }
  }

  static void unmark(LabFolder folder) {
    try {
      Files.deleteIfExists(mark(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + mark(folder), e);
    }
  }

  private static Path mark(LabFolder folder) {
    return folder.path().resolve("kept");
  }
}
