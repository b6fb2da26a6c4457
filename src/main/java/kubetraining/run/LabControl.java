package kubetraining.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import kubetraining.cluster.TrainingCluster;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;
import kubetraining.lab.embedded.cloud.EmbeddedLeftovers;
import kubetraining.lab.embedded.engine.StartedEngine;
import kubetraining.progress.Progress;
import kubetraining.remote.SshConnector;
import kubetraining.typed.MarkedShell;
import kubetraining.typed.Transcript;
import kubetraining.wait.Waits;
import kubetraining.web.Desk;

/** What the command line does with labs beside bringing them up. */
public record LabControl(TrainingConfig config, Progress progress, Waits waits) {
  private static final Duration TERMINAL = Duration.ofSeconds(20);

  public LabControl(TrainingConfig config, Progress progress) {
    this(config, progress, new Waits().times(config.patience()));
  }

  /**
   * Starts the computer's ssh to a machine, on this terminal.
   *
   * @param command what to run instead of a shell; empty for a shell
   * @throws LabUnavailableException if the lab is not up or has no such machine, or there is no ssh
   */
  public Process ssh(String machine, List<String> command) {
    return MachineBook.ssh(up(), machine, command);
  }

  /**
   * Opens a shell on a machine, on this terminal, and keeps what is typed there until it ends.
   *
   * @return the exit code of the shell
   * @throws LabUnavailableException as above
   */
  public int type(String machine) throws InterruptedException {
    var marked = MarkedShell.create();
    var ssh = MachineBook.sshForTerminal(up(), machine, marked.command());
    var terminal = new FileOutputStream(FileDescriptor.out);
    FileWork.run(
        "the terminal was closed",
        () ->
            marked.record(
                machine, ssh.getInputStream(), terminal, Transcript.of(up().path(), machine)));
    return ssh.waitFor();
  }

  /**
   * What the guide in a browser needs of the lab.
   *
   * @throws LabUnavailableException if it is not up
   */
  public Desk desk() {
    var folder = up();
    var addresses = MachineBook.read(folder);
    var ssh = MachineBook.connector(folder, waits, TERMINAL);
    Function<String, InetSocketAddress> sshd = name -> SshConnector.at(addresses.get(name));
    return new Desk(
        folder.path(),
        List.copyOf(addresses.keySet()),
        (machine, command, columns, rows) ->
            ssh.terminal(machine, sshd.apply(machine), command, columns, rows),
        machine -> ssh.connect(machine, sshd.apply(machine)),
        TrainingCluster.looking(folder.path()),
        () -> LabLock.holderOf(folder));
  }

  /** The path of the lab's kubeconfig. */
  public Path kubeconfig() {
    return up().kubeconfig();
  }

  private LabFolder up() {
    var folder = folder(config.labName());
    if (!Files.exists(folder.kubeconfig())) {
      throw new LabUnavailableException(
          "lab '%s' is not up; bring it up: ./training up", config.labName());
    }
    return folder;
  }

  /**
   * Gives the lab back; false if there was none.
   *
   * @throws LabUnavailableException if that cannot be known; then nothing is changed
   */
  public boolean down() {
    var lab = folder(config.labName());
    // On AWS a lab that this computer does not know may be somebody else's.
    if (!lab.exists() && (config.lab().isAws() || leftoversOf(lab.lab()).isEmpty())) {
      return false;
    }
    Doctor.requireOwnFiles(config);
    return alone(
        lab,
        "training down",
        () -> {
          LabKinds.requireIfReadable(lab, config.lab(), progress);
          return remove(lab);
        });
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
      progress.note(
          "the container engine named in the settings was not started by a run; it stays");
      return false;
    }
    var inUse =
        EmbeddedLeftovers.here(waits).stream().map(Leftover::lab).distinct().sorted().toList();
    if (!inUse.isEmpty()) {
      progress.note(
          Texts.of("the container engine stays: lab %s is on it", String.join(", ", inUse)));
      return false;
    }
    return new StartedEngine(config.folders().state()).stop();
  }

  /**
   * Takes a lab for kept although a run on it was killed; false if none was.
   *
   * @throws LabUnavailableException if a run works on it now
   */
  public boolean acceptAsItIs() {
    var folder = folder(config.labName());
    return alone(folder, "training up", () -> KeptLab.acceptAsItIs(folder));
  }

  /**
   * Makes sure that the lab can be worked on by hand.
   *
   * @throws kubetraining.guide.RunRefusedException if it is not kept
   */
  public void requireKept() {
    Observing.require(folder(config.labName()), true);
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
    try (lock) {
      // Asked under the lock: a run that just ended may have kept it.
      if (KeptLab.isKept(folder(lab))) {
        progress.note(Texts.of("lab '%1$s' was kept and stays; ./training down --name %1$s", lab));
        return List.of();
      }
      var left = leftoversOf(lab);
      if (!dryRun) {
        var unused = remove(folder(lab));
      }
      return left;
    }
  }

  private Set<String> remains() {
    var labs = new LinkedHashSet<String>();
    LabFolder.all(config.folders().state()).forEach(folder -> labs.add(folder.lab()));
    EmbeddedLeftovers.here(waits).forEach(left -> labs.add(left.lab()));
    return labs;
  }

  private List<Leftover> leftoversOf(String lab) {
    return EmbeddedLeftovers.here(waits).stream().filter(left -> left.lab().equals(lab)).toList();
  }

  /**
   * Gives back all that is found of a lab, by its tag, and forgets it, while nobody else works on
   * it. Safe to repeat.
   *
   * @throws LabUnavailableException if that cannot be seen; the lab is remembered
   */
  void giveBack(LabFolder folder, String doing) {
    var unused = alone(folder, doing, () -> remove(folder));
  }

  private static boolean alone(LabFolder folder, String doing, BooleanSupplier work) {
    var lock = LabLock.take(folder, doing);
    try (lock) {
      return work.getAsBoolean();
    }
  }

  private boolean remove(LabFolder folder) {
    progress.phase(
        Texts.of("give back lab '%s'", folder.lab()),
        () -> {
          if (config.lab() == LabKind.AWS) {
            try (var aws = Cloud.amazon(config, folder.lab(), progress, waits)) {
              aws.giveBack();
            }
          } else {
            // The EC2 API of an embedded lab goes with its machines: nothing is told to it.
            var found = EmbeddedLeftovers.look(folder, waits);
            if (found.isPresent()) {
              try (var look = found.get()) {
                look.sweep(folder.lab());
              }
            }
          }
        });
    folder.delete();
    return true;
  }

  private static boolean usual(EmbeddedLeftovers look) {
    try (look) {
      return look.docker().identity().usual();
    }
  }

  private LabFolder folder(String lab) {
    return LabFolder.of(config.folders().state(), lab);
  }
}
