package kubetraining.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kubetraining.host.Texts;

/** Reads the log of the heat extender: one decision after the other, each in lines of its own. */
public final class ExtenderLog {
  private static final Pattern ASKED =
      Pattern.compile(
          "(?m)^Asked about pod (\\S*)/(\\S+) \\(uid (\\S+)\\) with \\d+ possible nodes$");
  private static final Pattern RECEIVED =
      Pattern.compile("(?m)^Received node (\\S+) with temperature (\\S+).*$");
  private static final Pattern CHOSE =
      Pattern.compile(
          "(?m)^Chose node with lowest temperature  (\\S+) \\(celsius=([^\\s)]+).*\\) for pod (\\S+)$");
  private final List<Decision> decisions = new ArrayList<>();

  public ExtenderLog(String text) {
    int end = text.length();
    var questions = ASKED.matcher(text).results().toList();
    for (int i = questions.size() - 1; i >= 0; i--) {
      var asked = questions.get(i);
      decisions.add(0, decision(asked, text.substring(asked.end(), end)));
      end = asked.start();
    }
  }

  /** All, oldest first. */
  public List<Decision> decisions() {
    return List.copyOf(decisions);
  }

  /** The last one about this very pod. */
  public Optional<Decision> about(String uid) {
    return decisions.stream()
        .filter(decision -> decision.uid().equals(uid))
        .reduce((earlier, later) -> later);
  }

  private static Decision decision(MatchResult asked, String then) {
    var chose = CHOSE.matcher(then).results().findFirst();
    if (chose.isPresent() && !chose.get().group(3).equals(asked.group(2))) {
      throw new IllegalStateException(
          Texts.of(
              "lines about two pods are mixed in the extender's log: asked about %s, chose for %s",
              asked.group(2), chose.get().group(3)));
    }
    var received = new LinkedHashMap<String, Double>();
    RECEIVED
        .matcher(then.substring(0, chose.map(MatchResult::start).orElse(then.length())))
        .results()
        .forEach(node -> received.put(node.group(1), number(node.group(2))));
    return new Decision(
        asked.group(1),
        asked.group(2),
        asked.group(3),
        received,
        chose.map(each -> each.group(1)),
        chose.map(each -> number(each.group(2))).orElse(Double.POSITIVE_INFINITY));
  }

  private static double number(String text) {
    return text.startsWith("unknown") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  /**
   * What the extender was asked about one pod, and what it answered, by its own log.
   *
   * @param uid of the pod, which tells it from an earlier one of the same name
   * @param received temperature of each node that it was asked about, in that order; infinite if
   *     unknown
   * @param chosen the node that it left, or empty if none
   * @param celsius the temperature that it names with its choice; infinite if unknown
   */
  public record Decision(
      String namespace,
      String pod,
      String uid,
      Map<String, Double> received,
      Optional<String> chosen,
      double celsius) {

    /** The coldest of the temperatures that it received; infinite if it knew none. */
    public double lowest() {
      return received.values().stream()
          .mapToDouble(Double::doubleValue)
          .min()
          .orElse(Double.POSITIVE_INFINITY);
    }
  }
}
