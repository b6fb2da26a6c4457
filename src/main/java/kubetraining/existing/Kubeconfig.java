package kubetraining.existing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kubetraining.config.ConfigException;
import kubetraining.host.Texts;

/**
 * What a kubeconfig says about one of its contexts; the files that it names are not opened yet.
 *
 * @param place for messages
 * @param server an https address without a login
 * @param proxy the one to go by; if empty, none, whatever variables name
 */
record Kubeconfig(Place place, URI server, Optional<URI> proxy, JsonNode cluster, JsonNode user) {
  private static final String HOST = "([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])";
  private static final String SERVER = "https://" + HOST + "(:\\d{1,5})?(/[A-Za-z0-9/._~%-]*)?";
  private static final String PROXY = "(http|socks5)://" + HOST + ":\\d{1,5}/?";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /**
   * Reads the file and finds the context.
   *
   * @param wanted the name of a context; if empty, the current one
   * @throws ConfigException saying what is wrong
   */
  static Kubeconfig read(Path file, Optional<String> wanted) {
    var nowhere = new Place(file, "", "");
    JsonNode root = parsed(nowhere);
    var contexts = names(root, "context");
    if (contexts.isEmpty()) {
      throw nowhere.wrong("empty");
    }
    String name = wanted.orElse(text(root, "current-context"));
    if (name.isEmpty()) {
      throw nowhere.wrong("no-current", contexts);
    }
    JsonNode context =
        part(root, "context", name).orElseThrow(() -> nowhere.wrong("no-context", name, contexts));
    var place = new Place(file, name, "");
    JsonNode cluster = partOf(root, place, context, "cluster");
    JsonNode user = partOf(root, place, context, "user");
    URI server = address(place, "no-server", SERVER, text(cluster, "server"));
    var whole = new Place(file, name, server.toString());
    requireSafe(whole, cluster);
    var proxy =
        Optional.of(text(cluster, "proxy-url"))
            .filter(text -> !text.isEmpty())
            .map(text -> address(whole, "proxy", PROXY, text));
    return new Kubeconfig(whole, server, proxy, cluster, user);
  }

  /** A field as text, empty if it is not there. */
  static String text(JsonNode of, String field) {
    return of.path(field).asText("").strip();
  }

  /** The certificates by which the server is known; if empty, those that Java trusts. */
  Optional<Pem> ca() {
    return Pem.of(place, cluster, "certificate-authority");
  }

  // What a parser complains of may quote the file, and so a key: none of it is passed on.
  private static JsonNode parsed(Place place) {
    JsonNode root;
    try {
      root = YAML.readTree(content(place));
    } catch (IOException e) {
      throw place.wrong("not-yaml");
    }
    String kind = root.isObject() ? root.path("kind").asText("Config") : "";
    if (!kind.equals("Config")) {
      throw place.wrong(
          "not-kubeconfig",
          kind.isEmpty() ? "text without fields" : Texts.of("an object of the kind '%s'", kind));
    }
    return root;
  }

  private static String content(Place place) {
    Path file = place.file();
    if (Files.notExists(file)) {
      throw place.wrong("file-missing");
    }
    if (!Files.isRegularFile(file)) {
      throw place.wrong(Files.isDirectory(file) ? "file-folder" : "file-special");
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw place.wrong("file-unreadable", e.getClass().getSimpleName());
    }
  }

  private static List<String> names(JsonNode root, String kind) {
    return root.path(kind + "s").valueStream().map(each -> text(each, "name")).toList();
  }

  private static Optional<JsonNode> part(JsonNode root, String kind, String name) {
    return root.path(kind + "s")
        .valueStream()
        .filter(each -> text(each, "name").equals(name))
        .map(each -> each.path(kind))
        .findFirst();
  }

  private static JsonNode partOf(JsonNode root, Place place, JsonNode context, String kind) {
    String name = text(context, kind);
    return part(root, kind, name)
        .orElseThrow(() -> place.wrong("no-part", kind, name, names(root, kind)));
  }

  private static URI address(Place place, String problem, String form, String text) {
    if (!text.matches(form)) {
      throw place.wrong(problem, text.contains("@") ? "one with a login in it" : "'" + text + "'");
    }
    return URI.create(text);
  }

  private static void requireSafe(Place place, JsonNode cluster) {
    if (cluster.path("insecure-skip-tls-verify").asBoolean()) {
      throw place.wrong("insecure");
    }
    String name = text(cluster, "tls-server-name");
    if (!name.isEmpty()) {
      throw place.wrong("tls-server-name", name);
    }
  }
}
