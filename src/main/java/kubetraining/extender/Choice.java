package kubetraining.extender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the scheduler asks, and the answer: the coldest of the candidates. Of several that are
 * equally cold the first in the list is taken, and so is the first of all if no temperature is
 * known.
 *
 * @param nodes in the scheduler's order
 * @param namesOnly whether it sent names instead of nodes
 */
record Choice(PodName pod, List<Candidate> nodes, boolean namesOnly) {
  private static final JsonFactory JSON = new JsonFactory();

  Optional<Candidate> coldest() {
    // min() keeps the first of equals.
    return nodes.stream().min(Comparator.comparingDouble(node -> node.temperature().celsius()));
  }

  /** Why this node was not chosen. */
  private static String reason(Candidate node, Candidate chosen) {
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
    if (!nodes.isEmpty()) {
      return "";
    }
    var why =
        namesOnly
            ? "no temperature can be read for pod %s: the scheduler sent names only; set"
                + " nodeCacheCapable to false"
            : "no node to choose from for pod %s: the scheduler sent an empty list";
    return String.format(Locale.ROOT, why, pod);
  }

  /** The answer in the scheduler's words; the node stands in it byte for byte as it came. */
  byte[] answer(Body body) {
    var bytes = new ByteArrayOutputStream();
    var chosen = coldest().orElse(null);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart("Nodes");
      json.writeObjectFieldStart("metadata");
      json.writeEndObject();
      json.writeArrayFieldStart("items");
      if (chosen != null) {
        // Nothing, but where a value belongs: the bytes that follow are that value.
        json.writeRawValue("");
        json.flush();
        bytes.write(body.bytes(), chosen.start(), chosen.end() - chosen.start());
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeNullField("NodeNames");
      json.writeObjectFieldStart("FailedNodes");
      for (Candidate node : nodes) {
        if (chosen != null && node != chosen) {
          json.writeStringField(node.name(), reason(node, chosen));
        }
      }
      json.writeEndObject();
      json.writeNullField("FailedAndUnresolvableNodes");
      json.writeStringField("Error", error());
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("into memory", e);
    }
    return bytes.toByteArray();
  }
}
