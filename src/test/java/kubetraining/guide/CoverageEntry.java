package kubetraining.guide;

import java.util.List;
import kubetraining.host.Texts;

/**
 * One thing that the 2018 tutorial says.
 *
 * @param section where it says it, as in {@code section-3}
 * @param command whether it is a command, as printed there, or a claim, in our words
 * @param by names of scenarios, and labels of errata such as {@code E7}
 */
record CoverageEntry(String section, boolean command, String text, List<String> by) {
  CoverageEntry {
    by = List.copyOf(by);
  }

  @Override
  public String toString() {
    return Texts.of("%s, %s: %s", section, command ? "command" : "claim", text);
  }
}
