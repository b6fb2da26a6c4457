package kubetraining.extender;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The coldest of the candidates. Of several that are equally cold the first in the list is taken,
 * and so is the first of all if no temperature is known.
 */
record Choice(FilterArgs args, Optional<Candidate> coldest) {
  static Choice among(FilterArgs args) {
    // min() keeps the first of equals.
    return new Choice(
        args,
        args.nodes().stream()
            .min(Comparator.comparingDouble(node -> node.temperature().celsius())));
  }

  List<Candidate> refused() {
    return args.nodes().stream()
        .filter(node -> coldest.isEmpty() || node != coldest.get())
        .toList();
  }

  /** Why this node was not chosen. */
  String reason(Candidate node) {
    Candidate chosen = coldest.orElseThrow();
    String how;
    if (!chosen.temperature().known()) {
      how = "no temperature is known, and " + chosen.name() + " comes first";
    } else if (node.temperature().celsius() == chosen.temperature().celsius()) {
      how = "as warm as " + chosen + ", which comes first";
    } else {
      how = "warmer than " + chosen;
    }
    return how + ": " + node.temperature().text();
  }

  /** Why no node was chosen; empty if one was. */
  String error() {
    if (coldest.isPresent()) {
      return "";
    }
    return args.namesOnly()
        ? String.format(
            Locale.ROOT,
            "no temperature can be read for pod %s: the scheduler sent names only; set nodeCacheCapable to false",
            args.pod())
        : String.format(
            Locale.ROOT,
            "no node to choose from for pod %s: the scheduler sent an empty list",
            args.pod());
  }
}
