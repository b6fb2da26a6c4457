package kubetraining.lab;

import java.util.List;

/**
 * From where a lab is reached.
 *
 * @param now the range that the caller's address is in, as in {@code 203.0.113.7/32}
 * @param letIn the ranges that the lab lets in
 */
public record Callers(String now, List<String> letIn) {

  /** Whether the caller is let in, and nobody else. */
  public boolean fit() {
    return letIn.equals(List.of(now));
  }
}
