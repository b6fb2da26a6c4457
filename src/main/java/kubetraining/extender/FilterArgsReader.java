package kubetraining.extender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request token by token and keeps only what decides: names and temperatures. Of a node it
 * remembers where its JSON stands, so that the answer can hold it unchanged.
 *
 * <p>Names of fields are taken in any case, as the scheduler's own language does.
 */
final class FilterArgsReader {
  private static final JsonFactory JSON = new JsonFactory();
  private final JsonParser json;
  private final List<Candidate> nodes = new ArrayList<>();
  private PodName pod = PodName.NONE;
  private boolean namesOnly;

  private FilterArgsReader(JsonParser json) {
    this.json = json;
  }

  static FilterArgs read(Body body) throws UndecodableException {
    if (body.length() == 0) {
      throw new UndecodableException("the body is empty");
    }
    try (JsonParser json = JSON.createParser(body.bytes(), 0, body.length())) {
      return new FilterArgsReader(json).read();
    } catch (JsonProcessingException e) {
      throw new UndecodableException(
          "%s, at byte %d".formatted(e.getOriginalMessage(), e.getLocation().getByteOffset()));
    } catch (IOException e) {
      throw new UndecodableException(String.valueOf(e.getMessage()));
    }
  }

  private FilterArgs read() throws IOException, UndecodableException {
    json.nextToken();
    if (here() < 0) {
      throw new UndecodableException("the text is not in UTF-8");
    }
    expect(JsonToken.START_OBJECT, "the body");
    for (String field = next(); field != null; field = next()) {
      if (is(field, "Pod")) {
        readPod();
      } else if (is(field, "Nodes")) {
        readNodeList();
      } else {
        namesOnly |= is(field, "NodeNames") && json.currentToken() == JsonToken.START_ARRAY;
        json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw new UndecodableException("something follows the object");
    }
    return new FilterArgs(pod, nodes, namesOnly && nodes.isEmpty());
  }

  private void readPod() throws IOException, UndecodableException {
    if (absent(JsonToken.START_OBJECT, "Pod")) {
      return;
    }
    for (String field = next(); field != null; field = next()) {
      if (is(field, "metadata") && !absent(JsonToken.START_OBJECT, "metadata of the pod")) {
        Metadata metadata = readMetadata();
        pod = new PodName(metadata.namespace, metadata.name, metadata.uid);
      } else {
        json.skipChildren();
      }
    }
  }

  private void readNodeList() throws IOException, UndecodableException {
    if (absent(JsonToken.START_OBJECT, "Nodes")) {
      return;
    }
    for (String field = next(); field != null; field = next()) {
      if (is(field, "items") && !absent(JsonToken.START_ARRAY, "items of Nodes")) {
        nodes.clear();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          nodes.add(readNode());
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private Candidate readNode() throws IOException, UndecodableException {
    expect(JsonToken.START_OBJECT, "each of the items of Nodes");
    int start = here() - 1;
    Metadata metadata = new Metadata();
    for (String field = next(); field != null; field = next()) {
      if (is(field, "metadata") && !absent(JsonToken.START_OBJECT, "metadata of a node")) {
        metadata = readMetadata();
      } else {
        json.skipChildren();
      }
    }
    if (metadata.name.isEmpty()) {
      throw new UndecodableException("node %d of the list has no name".formatted(nodes.size() + 1));
    }
    return new Candidate(metadata.name, Temperature.of(metadata.temperature), start, here());
  }

  private Metadata readMetadata() throws IOException, UndecodableException {
    Metadata metadata = new Metadata();
    for (String field = next(); field != null; field = next()) {
      if (is(field, "name")) {
        metadata.name = text();
      } else if (is(field, "namespace")) {
        metadata.namespace = text();
      } else if (is(field, "uid")) {
        metadata.uid = text();
      } else if (is(field, "annotations") && !absent(JsonToken.START_OBJECT, "annotations")) {
        metadata.temperature = readTemperature();
      } else {
        json.skipChildren();
      }
    }
    return metadata;
  }

  private @Nullable String readTemperature() throws IOException, UndecodableException {
    String temperature = null;
    for (String field = next(); field != null; field = next()) {
      if (field.equals(Temperature.ANNOTATION)) {
        temperature = text();
      } else {
        json.skipChildren();
      }
    }
    return temperature;
  }

  /** Goes to the next field of the object and on to its value; null at the end of the object. */
  private @Nullable String next() throws IOException {
    String field = json.nextFieldName();
    if (field != null) {
      json.nextToken();
    }
    return field;
  }

  private String text() throws IOException, UndecodableException {
    if (absent(JsonToken.VALUE_STRING, json.currentName())) {
      return "";
    }
    return json.getText();
  }

  /** Whether the value is null, which stands for one that was left out. */
  private boolean absent(JsonToken expected, String what) throws UndecodableException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return true;
    }
    expect(expected, what);
    return false;
  }

  private void expect(JsonToken expected, String what) throws UndecodableException {
    if (json.currentToken() != expected) {
      throw new UndecodableException(
          "%s: %s expected, found %s".formatted(what, inWords(expected), json.currentToken()));
    }
  }

  private static String inWords(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      default -> "a text";
    };
  }

  private static boolean is(String field, String name) {
    return name.equalsIgnoreCase(field);
  }

  private int here() {
    return (int) json.currentLocation().getByteOffset();
  }

  private static final class Metadata {
    private String namespace = "";
    private String name = "";
    private String uid = "";
    private @Nullable String temperature;
  }
}
