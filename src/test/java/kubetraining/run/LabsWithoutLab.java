package kubetraining.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.artifact.Wanted;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;

/** Labs of a computer that cannot have one, unless a test overrides that. */
public class LabsWithoutLab implements Labs {
  private final List<String> calls;
  private final List<Leftover> leftovers;
  private final TrainingConfig config;
  private Wanted wanted = Wanted.EVERYTHING;

  LabsWithoutLab() {
    this(new ArrayList<>(), List.of());
  }

  /**
   * @param calls what is asked of them is noted here
   * @param leftovers what a look for leftovers finds
   */
  LabsWithoutLab(List<String> calls, List<Leftover> leftovers) {
    this(calls, leftovers, settings(Map.of()));
  }

  /** The settings of a computer on which nobody has set anything else. */
  public static TrainingConfig settings(Map<String, String> typed) {
    return TrainingConfig.of(typed, Path.of("target/nobody").toAbsolutePath());
  }

  /** As above, by these settings. */
  public LabsWithoutLab(List<String> calls, List<Leftover> leftovers, TrainingConfig config) {
    this.calls = calls;
    this.leftovers = List.copyOf(leftovers);
    this.config = config;
  }

  @Override
  public TrainingConfig config() {
    return config;
  }

  @Override
  public boolean resumed() {
    return false;
  }

  @Override
  public String name() {
    return "training";
  }

  @Override
  public boolean kept() {
    return false;
  }

  @Override
  public void isFor(Wanted what) {
    wanted = what;
  }

  /** What they were said to be for. */
  Wanted wanted() {
    return wanted;
  }

  @Override
  public LabSession open() {
    calls.add("open");
    throw new LabUnavailableException("no engine answers");
  }

  @Override
  public SpareLab openSpare() {
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
  public Optional<String> imageUnavailable(String reference) {
    return Optional.empty();
  }

  @Override
  public List<Leftover> leftovers() {
    calls.add("leftovers");
    return leftovers;
  }
}
