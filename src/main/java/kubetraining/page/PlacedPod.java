package kubetraining.page;

import java.util.List;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A pod and the nodes it could have been placed on, for the report. A scenario keeps a list of
 * these as its fact {@value #FACT}.
 *
 * @param scheduler that placed it
 * @param chosen the node that it was placed on
 * @param nodes all nodes of the cluster
 */
public record PlacedPod(String pod, String scheduler, String chosen, List<Candidate> nodes) {
  public static final String FACT = "placements";

  /**
   * One node, as the scheduler saw it.
   *
   * @param celsius null if its temperature is not known
   * @param asked whether the extender was asked about it
   * @param reason why it was not asked about, empty if it was
   */
  public record Candidate(String name, @Nullable Double celsius, boolean asked, String reason) {
    /** Its temperature in words. */
    public String temperature() {
      boolean whole = celsius != null && celsius == Math.rint(celsius);
      return celsius == null ? "unknown" : Texts.of(whole ? "%.0f \u00b0C" : "%s \u00b0C", celsius);
    }

    @Override
    public String toString() {
      String seen = Texts.of("%s with %s", name, temperature());
      return asked ? seen : seen + ", filtered out: " + reason;
    }
  }

  @Override
  public String toString() {
    String all = String.join("; ", nodes.stream().map(Candidate::toString).toList());
    return Texts.of("%s on %s by %s, of %s", pod, chosen, scheduler, all);
  }
}
