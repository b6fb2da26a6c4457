package kubetraining.extender;

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
  private final JsonCursor json;
  private final List<Candidate> nodes = new ArrayList<>();
  private PodName pod = PodName.NONE;
  private boolean names;

  private FilterArgsReader(JsonCursor json) {
    this.json = json;
  }

  static FilterArgs read(Body body) throws UndecodableException {
    return new FilterArgsReader(new JsonCursor(body)).read();
  }

  private FilterArgs read() throws UndecodableException {
    if (!json.object("the body")) {
      throw json.wrong("the body is null");
    }
    for (String field = json.field(); field != null; field = json.field()) {
      switch (lower(field)) {
        case "pod" -> readPod();
        case "nodes" -> readNodeList();
        case "nodenames" -> readNames();
        default -> json.skip();
      }
    }
    json.finish();
    return new FilterArgs(pod, nodes, names && nodes.isEmpty());
  }

  private void readPod() throws UndecodableException {
    if (json.object("Pod")) {
      Metadata metadata = readObject();
      pod = new PodName(metadata.namespace, metadata.name, metadata.uid);
    }
  }

  private void readNodeList() throws UndecodableException {
    if (!json.object("Nodes")) {
      return;
    }
    for (String field = json.field(); field != null; field = json.field()) {
      if (lower(field).equals("items")) {
        readNodes();
      } else {
        json.skip();
      }
    }
  }

  private void readNodes() throws UndecodableException {
    if (!json.list("the items of Nodes")) {
      return;
    }
    while (json.element()) {
      int start = json.start();
      if (!json.object("a node")) {
        throw json.wrong(
            String.format(Locale.ROOT, "node %d of the list is null", nodes.size() + 1));
      }
      Metadata metadata = readObject();
      if (metadata.name.isEmpty()) {
        throw json.wrong(
            String.format(Locale.ROOT, "node %d of the list has no name", nodes.size() + 1));
      }
      var temperature = Temperature.of(metadata.temperature);
      nodes.add(new Candidate(metadata.name, temperature, start, json.end()));
    }
  }

  private void readNames() throws UndecodableException {
    if (!json.list("NodeNames")) {
      return;
    }
    names = true;
    while (json.element()) {
      json.skip();
    }
  }

  /** Reads an object of Kubernetes, of which nothing but the metadata matters. */
  private Metadata readObject() throws UndecodableException {
    var metadata = new Metadata();
    for (String field = json.field(); field != null; field = json.field()) {
      if (lower(field).equals("metadata")) {
        readInto(metadata);
      } else {
        json.skip();
      }
    }
    return metadata;
  }

  private void readInto(Metadata metadata) throws UndecodableException {
    if (!json.object("metadata")) {
      return;
    }
    for (String field = json.field(); field != null; field = json.field()) {
      switch (lower(field)) {
        case "name" -> metadata.name = json.text(field);
        case "namespace" -> metadata.namespace = json.text(field);
        case "uid" -> metadata.uid = json.text(field);
        case "annotations" -> metadata.temperature = readTemperature();
        default -> json.skip();
      }
    }
  }

  private @Nullable String readTemperature() throws UndecodableException {
    String temperature = null;
    if (json.object("annotations")) {
      for (String key = json.field(); key != null; key = json.field()) {
        if (key.equals(Temperature.ANNOTATION)) {
          temperature = json.text(key);
        } else {
          json.skip();
        }
      }
    }
    return temperature;
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
