package kubetraining.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** Reads the log of the heat extender: one decision after the other, each in lines of its own. */
public final class ExtenderLog {
  private static final Pattern ASKED =
      Pattern.compile("Asked about pod (\\S*)/(\\S+) \\(uid (\\S+)\\) with \\d+ possible nodes");
  private static final Pattern RECEIVED =
      Pattern.compile("Received node (\\S+) with temperature (\\S+).*");
  private static final Pattern CHOSE =
      Pattern.compile(
          "Chose node with lowest temperature  (\\S+) \\(celsius=([^\\s)]+).*\\) for pod (\\S+)");
  private final List<ExtenderDecision> decisions = new ArrayList<>();

  public ExtenderLog(String text) {
    MatchResult asked = null;
    var received = new LinkedHashMap<String, Double>();
    for (String line : text.lines().toList()) {
      Matcher next = ASKED.matcher(line);
      if (next.matches()) {
        add(asked, received, null);
        asked = next.toMatchResult();
        received.clear();
        continue;
      }
      Matcher node = RECEIVED.matcher(line);
      Matcher choice = CHOSE.matcher(line);
      if (node.matches()) {
        received.put(node.group(1), number(node.group(2)));
      } else if (choice.matches()) {
        add(asked, received, choice.toMatchResult());
        asked = null;
      }
    }
    add(asked, received, null);
  }

  /** All, oldest first. */
  public List<ExtenderDecision> decisions() {
    return List.copyOf(decisions);
  }

  /** The last one about this very pod. */
  public Optional<ExtenderDecision> about(String uid) {
    return decisions.stream()
        .filter(decision -> decision.uid().equals(uid))
        .reduce((earlier, later) -> later);
  }

  private void add(
      @Nullable MatchResult asked, Map<String, Double> received, @Nullable MatchResult chose) {
    if (asked == null) {
      return;
    }
    if (chose != null && !chose.group(3).equals(asked.group(2))) {
      throw new IllegalStateException(
          Texts.of(
              "lines of two pods are mixed in the log of the extender: asked about %s, chose for %s",
              asked.group(2), chose.group(3)));
    }
    decisions.add(
        new ExtenderDecision(
            asked.group(1),
            asked.group(2),
            asked.group(3),
            received,
            Optional.ofNullable(chose).map(each -> each.group(1)),
            chose == null ? Double.POSITIVE_INFINITY : number(chose.group(2))));
  }

  private static double number(String text) {
    return text.startsWith("unknown") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }
}
