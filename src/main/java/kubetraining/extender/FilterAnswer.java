package kubetraining.extender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

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
        Candidate node = choice.coldest().get();
        // Nothing, but where a value belongs: the bytes that follow are that value.
        json.writeRawValue("");
        json.flush();
        bytes.write(body.bytes(), node.start(), node.end() - node.start());
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
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("into memory", e);
    }
    return bytes.toByteArray();
  }
}
