package kubetraining.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;

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

  /**
   * Does nothing if no lab was kept, or one of that version.
   *
   * @throws LabUnavailableException naming the version that its cluster has
   */
  static void require(LabFolder folder, String kubernetes) {
    if (!isKept(folder)) {
      return;
    }
    folder
        .readRecord()
        .flatMap(LabRecord::kubernetes)
        .filter(version -> !version.equals(kubernetes))
        .ifPresent(
            version -> {
              throw new LabUnavailableException(
                  ("lab '%1$s' was kept with Kubernetes %2$s, and this guide is for %3$s;"
                          + " give it back: ./training down --name %1$s, or use another lab: -Dlab.name=...")
                      .formatted(folder.lab(), version, kubernetes));
            });
  }

  private static Path mark(LabFolder folder) {
    return folder.path().resolve("kept");
  }
}
