package kubetraining.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.cluster.RecordingShell;
import kubetraining.cluster.TrainingCluster;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.LabFacts;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;
import kubetraining.lab.Machine;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** Labs of a computer that cannot have one, unless a test overrides that. */
public class LabsWithoutLab extends Labs {
  private final List<String> calls;
  private final List<Leftover> leftovers;

  /**
   * @param calls what is asked of them is noted here
   * @param leftovers what a look for leftovers finds
   */
  LabsWithoutLab(List<String> calls, List<Leftover> leftovers) {
    this(calls, leftovers, settings(Map.of()));
  }

  /** As above, with nothing to find, by these settings. */
  public LabsWithoutLab(TrainingConfig config) {
    this(new ArrayList<>(), List.of(), config);
  }

  LabsWithoutLab(List<String> calls, List<Leftover> leftovers, TrainingConfig config) {
    super(config, "a test", Progress.SILENT, new Waits());
    this.calls = calls;
    this.leftovers = List.copyOf(leftovers);
  }

  /** The settings of a computer on which nobody has set anything else. */
  public static TrainingConfig settings(Map<String, String> typed) {
    return TrainingConfig.of(typed, Path.of("target/nobody").toAbsolutePath());
  }

  /** What is remembered of a lab that was made then, for eight hours. */
  static LabRecord record(String kind, Instant made) {
    return new LabRecord(
        kind,
        "10.42.0.0/16",
        made,
        Optional.empty(),
        Optional.empty(),
        Optional.of("anna"),
        Optional.of(made.plus(Duration.ofHours(8))),
        Optional.empty());
  }

  /** The cluster of the kubeconfig in a folder, with machines on paper. */
  static TrainingCluster cluster(Path folder, List<Machine> machines) {
    return TrainingCluster.connect(
            machines,
            machine -> new RecordingShell(machine.name()),
            folder,
            new Waits(),
            Progress.SILENT)
        .orElseThrow();
  }

  /** A lab whose cluster and machines are there, and whose provider is not. */
  public static LabSession onPaper(TrainingCluster cluster) {
    return new LabSession(
        new LabSession.Info(
            "embedded", "training", "v1.36.3", cluster.machines(), List::of, Optional.empty()),
        cluster,
        LabAccess.of(cluster, LabsWithoutLab::facts),
        Optional.empty());
  }

  private static LabFacts facts() {
    throw new UnsupportedOperationException("nobody asks a lab on paper for facts");
  }

  @Override
  public LabSession open() {
    calls.add("open");
    throw new LabUnavailableException("no engine answers");
  }

  @Override
  public void keep() {
    calls.add("keep");
  }

  @Override
  public void close() {
    calls.add("close");
  }

  @Override
  public void release() {
    calls.add("release");
  }

  @Override
  public List<Leftover> leftovers() {
    calls.add("leftovers");
    return leftovers;
  }
}
