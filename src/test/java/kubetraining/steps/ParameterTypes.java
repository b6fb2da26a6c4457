package kubetraining.steps;

import io.cucumber.java.ParameterType;
import java.util.List;

/** The words of the guide that stand for things. */
public final class ParameterTypes {
  /** {@code node1} */
  @ParameterType("node[1-9]\\d*")
  public String machine(String name) {
    return name;
  }

  /** {@code node1, node2 and node3} */
  @ParameterType("node[1-9]\\d*(?:(?:, | and )node[1-9]\\d*)+")
  public List<String> machines(String names) {
    return List.of(names.split(", | and "));
  }
}
