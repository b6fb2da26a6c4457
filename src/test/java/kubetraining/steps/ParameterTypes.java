package kubetraining.steps;

import io.cucumber.java.ParameterType;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.run.TrainingRun;
import org.jspecify.annotations.Nullable;

/** The words of the guide that stand for things. */
public record ParameterTypes(TrainingRun run) {

  /** {@code node1}, which the lab may call otherwise. */
  @ParameterType("node[1-9]\\d*")
  public String machine(String name) {
    return run.labIfUp().isPresent() ? run.access().node(name) : name;
  }

  /**
   * {@code node1, node2 and node3}, or one alone; in the order in which the cluster lists their
   * names.
   */
  @ParameterType("node[1-9]\\d*(?:(?:, | and )node[1-9]\\d*)*")
  public List<String> machines(String names) {
    return Stream.of(names.split(", | and ")).map(this::machine).sorted().toList();
  }

  /** {@code every namespace}, {@code any namespace}, or {@code the namespace "default"}. */
  @ParameterType("every namespace|any namespace|the namespace \"([^\"]+)\"")
  public String namespace(@Nullable String name) {
    return name == null ? AccountSteps.EVERYWHERE : name;
  }
}
