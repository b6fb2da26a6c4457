package kubetraining.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.CacheCleaner;
import kubetraining.artifact.Mirror;
import kubetraining.artifact.Wanted;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;
import kubetraining.lab.embedded.EmbeddedCloud;
import kubetraining.lab.embedded.EmbeddedLeftovers;
import kubetraining.progress.Progress;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;

/** What the command line does with labs beside bringing them up. */
public final class LabControl {
  private final TrainingConfig config;
  private final Progress progress;
  private final Waits waits = new Waits(new WaitLedger());

  public LabControl(TrainingConfig config, Progress progress) {
    this.config = config;
    this.progress = progress;
  }

  /**
   * The artifacts that the lab and these sections need.
   *
   * @param tags those of sections, as in {@code @spark}; none for all
   * @throws kubetraining.artifact.ArtifactException if no section bears one of them
   */
  public Artifacts artifacts(Collection<String> tags) {
    return RunArtifacts.open(config, wanted(tags), progress);
  }

  /**
   * What a lab is for that is to teach these sections.
   *
   * @param tags those of sections, as in {@code @spark}; none for all
   * @throws kubetraining.artifact.ArtifactException if no section bears one of them
   */
  public Wanted wanted(Collection<String> tags) {
    return Artifacts.wanted(RunArtifacts.settings(config), tags);
  }

  /** Fills the cache from an archive; returns the images if it is one of images. */
  public List<String> importArtifacts(Path archive) {
    return Artifacts.importArchive(RunArtifacts.settings(config), archive);
  }

  /** What of the cache folder can go. */
  public CacheCleaner cleaner() {
    return Artifacts.cleaner(RunArtifacts.settings(config));
  }

  /** Fills a mirror of the public registries with what the lab and these sections need. */
  public void fillMirror(Collection<String> tags, URI registry, Path folder) {
    new Mirror(RunArtifacts.settings(config).recipes(), progress)
        .fill(artifacts(tags), registry, folder);
  }

  /** How the labs of this computer are. */
  public LabStatus status() {
    return LabStatus.look(config, Clock.systemUTC());
  }

  /**
   * Starts the computer's ssh to a machine, on this terminal.
   *
   * @param command what to run instead of a shell; empty for a shell
   * @throws LabUnavailableException if the lab is not up or has no such machine, or there is no ssh
   */
  public Process ssh(String machine, List<String> command) {
    var folder = up();
    var line = SshLine.to(folder, MachineBook.addressOf(folder, machine), command);
    try {
      return line.start();
    } catch (IOException e) {
      throw new LabUnavailableException(
          Texts.of(
              "could not start the program 'ssh' of this computer (%s); install the package 'openssh-client'",
              e.getMessage()),
          e);
    }
  }

  /** The path of the lab's kubeconfig. */
  public Path kubeconfig() {
    return up().kubeconfig();
  }

  private LabFolder up() {
    var folder = folder(config.labName());
    if (!Files.exists(folder.kubeconfig())) {
      throw new LabUnavailableException(
          Texts.of("lab '%s' is not up; bring it up: ./training up", config.labName()));
    }
    return folder;
  }

  /**
   * Gives the lab back; false if there was none.
   *
   * @throws LabUnavailableException if that cannot be known; then nothing is changed
   */
  public boolean down() {
    // On AWS a lab that this computer does not know may be somebody else's.
    boolean known = folder(config.labName()).exists();
    if (!known && config.lab().isAws()) {
      return false;
    }
    if (!known
        && embeddedLeftovers().stream().noneMatch(left -> left.lab().equals(config.labName()))) {
      return false;
    }
    return giveBack(config.labName(), "training down");
  }

  /**
   * What of this computer is not kept on purpose and held by no run is given back.
   *
   * @param dryRun only tells
   * @throws LabUnavailableException naming the labs, after all others, of which nothing can be
   *     known
   */
  public List<Leftover> sweep(boolean dryRun) {
    var swept = new ArrayList<Leftover>();
    var unknown = new ArrayList<LabUnavailableException>();
    for (String lab : remains()) {
      try {
        swept.addAll(sweep(lab, dryRun));
      } catch (LabUnavailableException e) {
        unknown.add(e);
      }
    }
    if (!unknown.isEmpty()) {
      swept.forEach(left -> progress.note((dryRun ? "would remove " : "removed ") + left));
      var first = unknown.get(0);
      unknown.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
    return swept;
  }

  /** Stops the container engine if a run of ours started it and no lab is on it any more. */
  public boolean stopEngine() {
    // Ours is at the usual address; another one may be empty while labs are on ours.
    if (!EmbeddedLeftovers.look(waits).map(LabControl::usual).orElse(true)) {
      progress.note("no run started the container engine that the settings name; it stays");
      return false;
    }
    var inUse = embeddedLeftovers().stream().map(Leftover::lab).distinct().sorted().toList();
    if (!inUse.isEmpty()) {
      progress.note(
          Texts.of("the container engine stays: lab %s is on it", String.join(", ", inUse)));
      return false;
    }
    return EmbeddedCloud.stopEngineWeStarted(Cloud.settings(config, config.labName()));
  }

  /**
   * Takes a lab for kept although a run on it was killed; false if none was.
   *
   * @throws LabUnavailableException if a run works on it now
   */
  public boolean acceptAsItIs() {
    var lock = LabLock.take(folder(config.labName()), "training up");
    try {
      return KeptLab.acceptAsItIs(folder(config.labName()));
    } finally {
      lock.close();
    }
  }

  private List<Leftover> sweep(String lab, boolean dryRun) {
    LabLock lock;
    if (!folder(lab).exists()) {
      progress.note(EmbeddedLeftovers.unknownHere(folder(lab), leftoversOf(lab)));
      return List.of();
    }
    try {
      LabKinds.require(folder(lab), config.lab());
      lock = LabLock.take(folder(lab), "training sweep");
    } catch (LabUnavailableException e) {
      progress.note(e.getMessage());
      return List.of();
    }
    try {
      // Asked under the lock: a run that just ended may have kept it.
      if (KeptLab.isKept(folder(lab))) {
        progress.note(Texts.of("lab '%1$s' was kept and stays; ./training down --name %1$s", lab));
        return List.of();
      }
      var left = leftoversOf(lab);
      if (!dryRun) {
        new Remains(config, progress, waits).remove(lab);
      }
      return left;
    } finally {
      lock.close();
    }
  }

  private Set<String> remains() {
    var labs = new LinkedHashSet<String>();
    LabFolder.all(config.folders().state()).forEach(folder -> labs.add(folder.lab()));
    embeddedLeftovers().forEach(left -> labs.add(left.lab()));
    return labs;
  }

  private List<Leftover> leftoversOf(String lab) {
    return embeddedLeftovers().stream().filter(left -> left.lab().equals(lab)).toList();
  }

  private List<Leftover> embeddedLeftovers() {
    return EmbeddedLeftovers.look(waits)
        .map(
            look -> {
              try (look) {
                return look.all();
              }
            })
        .orElse(List.of());
  }

  private boolean giveBack(String name, String doing) {
    OwnFolders.require(config);
    var lock = LabLock.take(folder(name), doing);
    try {
      LabKinds.requireIfReadable(folder(name), config.lab(), progress);
      new Remains(config, progress, waits).remove(name);
      return true;
    } finally {
      lock.close();
    }
  }

  private static boolean usual(EmbeddedLeftovers look) {
    try (look) {
      return look.isUsual();
    }
  }

  private LabFolder folder(String lab) {
    return LabFolder.of(config.folders().state(), lab);
  }
}
