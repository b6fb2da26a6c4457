package kubetraining.extender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request and keeps only what decides: names and temperatures. Of a node it remembers where
 * its JSON stands, so that the answer can hold it unchanged.
 *
 * <p>Names of fields are taken in any case, as the scheduler's own language does.
 */
final class FilterArgsReader {
  private static final JsonFactory JSON = new JsonFactory();
  private final JsonParser json;
  private final int length;
  private final List<Candidate> nodes = new ArrayList<>();
  private PodName pod = PodName.NONE;
  private boolean names;

  private FilterArgsReader(JsonParser json, int length) {
    this.json = json;
    this.length = length;
  }

  static Choice read(Body body) throws Refused {
    try (JsonParser json = JSON.createParser(body.bytes(), 0, body.length())) {
      return new FilterArgsReader(json, body.length()).read();
    } catch (JsonProcessingException e) {
      throw wrong(e.getOriginalMessage(), e.getLocation(), body.length());
    } catch (IOException e) {
      throw refused("it cannot be read: " + e.getMessage());
    }
  }

  private Choice read() throws IOException, Refused {
    if (!entered(JsonToken.START_OBJECT, "the body: an object")) {
      throw wrong("the body is null");
    }
    for (String field = field(); field != null; field = field()) {
      switch (lower(field)) {
        case "pod" -> readPod();
        case "nodes" -> readNodeList();
        case "nodenames" -> readNames();
        default -> skip();
      }
    }
    if (json.nextToken() != null) {
      throw wrong("nothing more expected");
    }
    return new Choice(pod, List.copyOf(nodes), names && nodes.isEmpty());
  }

  private void readPod() throws IOException, Refused {
    if (entered(JsonToken.START_OBJECT, "Pod: an object")) {
      Metadata metadata = readObject();
      pod = new PodName(metadata.namespace, metadata.name, metadata.uid);
    }
  }

  private void readNodeList() throws IOException, Refused {
    if (!entered(JsonToken.START_OBJECT, "Nodes: an object")) {
      return;
    }
    for (String field = field(); field != null; field = field()) {
      if (lower(field).equals("items")) {
        readNodes();
      } else {
        skip();
      }
    }
  }

  private void readNodes() throws IOException, Refused {
    if (!entered(JsonToken.START_ARRAY, "the items of Nodes: a list")) {
      return;
    }
    for (var next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      if (next != JsonToken.START_OBJECT) {
        throw wrong(ofNode("is no object"));
      }
      int start = (int) json.currentTokenLocation().getByteOffset();
      Metadata metadata = readObject();
      if (metadata.name.isEmpty()) {
        throw wrong(ofNode("has no name"));
      }
      int end = (int) json.currentLocation().getByteOffset();
      nodes.add(new Candidate(metadata.name, Temperature.of(metadata.temperature), start, end));
    }
  }

  private String ofNode(String what) {
    return String.format(Locale.ROOT, "node %d of the list %s", nodes.size() + 1, what);
  }

  private void readNames() throws IOException, Refused {
    if (entered(JsonToken.START_ARRAY, "NodeNames: a list")) {
      names = true;
      json.skipChildren();
    }
  }

  /** Reads an object of Kubernetes, of which nothing but the metadata matters. */
  private Metadata readObject() throws IOException, Refused {
    var metadata = new Metadata();
    for (String field = field(); field != null; field = field()) {
      if (lower(field).equals("metadata")) {
        readInto(metadata);
      } else {
        skip();
      }
    }
    return metadata;
  }

  private void readInto(Metadata metadata) throws IOException, Refused {
    if (!entered(JsonToken.START_OBJECT, "metadata: an object")) {
      return;
    }
    for (String field = field(); field != null; field = field()) {
      switch (lower(field)) {
        case "name" -> metadata.name = text(field);
        case "namespace" -> metadata.namespace = text(field);
        case "uid" -> metadata.uid = text(field);
        case "annotations" -> metadata.temperature = readTemperature();
        default -> skip();
      }
    }
  }

  private @Nullable String readTemperature() throws IOException, Refused {
    String temperature = null;
    if (entered(JsonToken.START_OBJECT, "annotations: an object")) {
      for (String key = field(); key != null; key = field()) {
        if (key.equals(Temperature.ANNOTATION)) {
          temperature = text(key);
        } else {
          skip();
        }
      }
    }
    return temperature;
  }

  /** Enters the value that comes next; false if there is null in its place. */
  private boolean entered(JsonToken first, String what) throws IOException, Refused {
    JsonToken next = json.nextToken();
    if (next != first && next != JsonToken.VALUE_NULL) {
      throw wrong(what + " expected");
    }
    return next == first;
  }

  /** The name of the next field of the object that was entered last; null when it has ended. */
  private @Nullable String field() throws IOException {
    return json.nextToken() == JsonToken.END_OBJECT ? null : json.currentName();
  }

  /** A text; empty if there is null in its place. */
  private String text(String what) throws IOException, Refused {
    return switch (json.nextToken()) {
      case VALUE_NULL -> "";
      case VALUE_STRING -> json.getText();
      default -> throw wrong(what + ": a text expected");
    };
  }

  private void skip() throws IOException {
    json.nextToken();
    json.skipChildren();
  }

  private Refused wrong(String why) {
    return wrong(why, json.currentLocation(), length);
  }

  private static Refused wrong(String why, JsonLocation at, int length) {
    return refused(
        String.format(Locale.ROOT, "%s, at byte %d of %d", why, at.getByteOffset(), length));
  }

  private static Refused refused(String why) {
    return new Refused(400, "the body is not a request of a scheduler: " + why);
  }

  private static String lower(String field) {
    return field.toLowerCase(Locale.ROOT);
  }

  private static final class Metadata {
    private String namespace = "";
    private String name = "";
    private String uid = "";
    private @Nullable String temperature;
  }
}
