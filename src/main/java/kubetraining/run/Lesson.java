package kubetraining.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.config.TrainingConfig;
import kubetraining.host.FileWork;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Sha256;
import kubetraining.host.WholeFile;
import kubetraining.lab.LabFolder;

/**
 * What the machines of a lab that is kept were given after they were made, in a file of its folder.
 *
 * @param wanted what the lab is for
 */
record Lesson(LabFolder folder, Wanted wanted, TrainingConfig config) {
  /** Whether they were given all of that, of these recipes and from there. */
  boolean isLearnt() {
    return FileWork.get(
        "could not read " + file(),
        () -> Files.exists(file()) && Files.readString(file()).equals(checksum()));
  }

  /** Keeps that they were. */
  void learnt() {
    FileWork.run("could not write " + file(), () -> WholeFile.writePrivate(file(), checksum()));
  }

  private Path file() {
    return folder.path().resolve("lesson");
  }

  private String checksum() throws IOException {
    var tags = wanted.tags().map(TreeSet::new);
    var words = new StringBuilder(tags + "\n" + RunArtifacts.settings(config) + "\n");
    Path recipes = config.folders().project().resolve("artifacts");
    for (Path each : ProjectFiles.below(recipes)) {
      words.append(each).append(' ').append(Sha256.of(Files.readAllBytes(each))).append('\n');
    }
    return Sha256.of(words.toString());
  }
}
