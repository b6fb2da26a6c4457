package kubetraining.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;
import kubetraining.cluster.TrainingCluster;
import kubetraining.config.TrainingConfig;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabNotWholeException;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;

/**
 * The mark of a lab that was kept on purpose, and so may hold somebody's work. It has another name
 * while a run works on the lab. A run that was killed leaves it under that name: the lab is kept
 * still, and nobody goes on with its unknown state unasked.
 */
final class KeptLab {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private KeptLab() {}

  static boolean isKept(LabFolder folder) {
    return Files.exists(mark(folder)) || isInUse(folder);
  }

  /** Whether a run works on it, or was killed while it did. */
  private static boolean isInUse(LabFolder folder) {
    return Files.exists(markInUse(folder));
  }

  static void keep(LabFolder folder) {
    if (isInUse(folder)) {
      move(markInUse(folder), mark(folder));
      return;
    }
    String words = "kept on purpose; ./training down gives it back\n";
    FileWork.run("could not write " + mark(folder), () -> Files.writeString(mark(folder), words));
  }

  /** Takes a lab for kept although the run that worked on it was killed; false if none was. */
  static boolean acceptAsItIs(LabFolder folder) {
    boolean interrupted = isInUse(folder);
    if (interrupted) {
      keep(folder);
    }
    return interrupted;
  }

  private static void move(Path from, Path to) {
    String failure = Texts.of("could not rename %s to %s", from, to);
    FileWork.run(failure, () -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
  }

  /**
   * Opens the cloud of a kept lab.
   *
   * @throws KeptLabException if something of the lab is missing
   */
  static Cloud wake(LabFolder folder, Clouds clouds) {
    try {
      return clouds.wake(folder.lab());
    } catch (LabNotWholeException e) {
      throw cannotGoOn(folder, e);
    }
  }

  /**
   * Goes on with a kept lab, which is in use from then on.
   *
   * @throws KeptLabException if that fails
   */
  static TrainingCluster goOn(LabFolder folder, Supplier<TrainingCluster> resume) {
    try {
      var running = resume.get();
      move(mark(folder), markInUse(folder));
      return running;
    } catch (RuntimeException e) {
      throw cannotGoOn(folder, e);
    }
  }

  /** Why nobody can go on with it, and what to do. */
  private static KeptLabException cannotGoOn(LabFolder folder, RuntimeException why) {
    return new KeptLabException(
        why,
        "%s, and cannot be used: %s. Anything that you made on it would be lost with it, so nothing was removed. To try again: ./training up%s. %s",
        words(folder),
        String.valueOf(why.getMessage()).strip().replaceAll("\\.$", ""),
        LabKinds.nameOption(folder),
        giveBack(folder) + LabKinds.reach(folder).map(hint -> ". And " + hint).orElse(""));
  }

  /** Which lab it is, since when, whose, of which machines. */
  private static String words(LabFolder folder) {
    Path marked = isInUse(folder) ? markInUse(folder) : mark(folder);
    String made = folder.readRecord().map(LabRecord::createdAt).map(TIME::format).orElse("once");
    String machines = String.join(", ", MachineBook.read(folder).keySet());
    String failure = "could not read " + folder.path();
    var owner = FileWork.get(failure, () -> Files.getOwner(folder.path()));
    var since = FileWork.get(failure, () -> Files.getLastModifiedTime(marked)).toInstant();
    String words = "lab '%s' (made %s by %s; %s) was kept at %s";
    return Texts.of(words, folder.lab(), made, owner.getName(), machines, TIME.format(since));
  }

  private static String giveBack(LabFolder folder) {
    return "To give it back with everything on it: ./training down" + LabKinds.nameOption(folder);
  }

  /**
   * Does nothing if no lab was kept, or one of our version, which is at rest. To be called by who
   * holds the lab's lock.
   *
   * @throws LabUnavailableException naming the version that its cluster has
   * @throws KeptLabException if a run on it was killed
   */
  static void require(LabFolder folder) {
    if (!isKept(folder)) {
      return;
    }
    String ours = TrainingConfig.KUBERNETES;
    String version = folder.readRecord().flatMap(LabRecord::kubernetes).orElse(ours);
    if (!version.equals(ours)) {
      throw new LabUnavailableException(
          "lab '%1$s' was kept with Kubernetes %2$s, and this guide is for %3$s;"
              + " give it back: ./training down --name %1$s, or use another lab: -Dlab.name=...",
          folder.lab(), version, ours);
    }
    if (isInUse(folder)) {
      throw new KeptLabException(
          "%s. A run on it was killed, and might have left something on it. To go on with it as it is: ./training up%s. %s",
          words(folder), LabKinds.nameOption(folder), giveBack(folder));
    }
  }

  private static Path mark(LabFolder folder) {
    return folder.path().resolve("kept");
  }

  private static Path markInUse(LabFolder folder) {
    return folder.path().resolve("kept-in-use");
  }
}
