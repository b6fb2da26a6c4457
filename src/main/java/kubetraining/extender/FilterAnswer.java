package kubetraining.extender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A choice in the scheduler's words; the node stands in it byte for byte as it came. */
final class FilterAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  private FilterAnswer() {}

  static byte[] write(Choice choice, Body body) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart("Nodes");
      json.writeObjectFieldStart("metadata");
      json.writeEndObject();
      json.writeArrayFieldStart("items");
      if (choice.coldest().isPresent()) {
        json.writeRawValue(asItCame(choice.coldest().get(), body));
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeNullField("NodeNames");
      json.writeObjectFieldStart("FailedNodes");
      for (Candidate node : choice.refused()) {
        json.writeStringField(node.name(), choice.reason(node));
      }
      json.writeEndObject();
      json.writeNullField("FailedAndUnresolvableNodes");
      json.writeStringField("Error", choice.error());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("into memory", e);
    }
    return bytes.toByteArray();
  }

  private static String asItCame(Candidate node, Body body) {
    return new String(
        body.bytes(), node.start(), node.end() - node.start(), StandardCharsets.UTF_8);
  }
}
