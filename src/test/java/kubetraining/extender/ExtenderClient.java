package kubetraining.extender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.progress.Phases;

/** Asks a real extender over HTTP, as a scheduler would, and reads its log. */
final class ExtenderClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final HttpClient http = HttpClient.newHttpClient();
  private final HeatExtender extender;

  /** What the scheduler reads from an answer. */
  record Decoded(List<String> nodes, Map<String, String> failed, String error) {}

  ExtenderClient() throws IOException {
    extender = HeatExtender.start(0, new PrintStream(out, false, StandardCharsets.UTF_8));
  }

  /** Nodes as {@code name=temperature}, or only the name for one without annotation. */
  static String request(String pod, String... nodes) {
    return Texts.of(
        "{\"Pod\":{\"metadata\":{\"name\":\"%s\",\"namespace\":\"default\",\"uid\":\"uid-%s\"}},\"Nodes\":{\"metadata\":{},\"items\":[%s]},\"NodeNames\":null}\n",
        pod, pod, Arrays.stream(nodes).map(ExtenderClient::node).collect(Collectors.joining(",")));
  }

  private static String node(String node) {
    String[] parts = node.split("=", 2);
    String annotations =
        parts.length < 2
            ? "{\"other\":\"1\"}"
            : JSON.createObjectNode().put("nerdalize/temp", parts[1]).toString();
    return Texts.of(
        "{\"metadata\":{\"name\":\"%s\",\"annotations\":%s},\"spec\":{\"podCIDR\":\"10.244.0.0/24\"},\"status\":{\"images\":[{\"names\":[\"a]}\\\"b\"],\"sizeBytes\":1}]}}",
        parts[0], annotations);
  }

  Decoded decide(String pod, String... nodes) {
    return decode(post(request(pod, nodes)));
  }

  /** Reads an answer with the field names of the wire format, and refuses any other shape. */
  static Decoded decode(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    JsonNode answer = Phases.call("an answer", () -> JSON.readTree(response.body()));
    var nodes = new ArrayList<String>();
    answer
        .required("Nodes")
        .required("items")
        .forEach(node -> nodes.add(node.required("metadata").required("name").textValue()));
    var failed = new TreeMap<String, String>();
    answer
        .required("FailedNodes")
        .properties()
        .forEach(each -> failed.put(each.getKey(), each.getValue().textValue()));
    return new Decoded(nodes, failed, answer.required("Error").textValue());
  }

  int port() {
    return extender.port();
  }

  HttpResponse<String> post(String body) {
    return send("POST", "/filter", body);
  }

  HttpResponse<String> send(String verb, String path, String body) {
    var uri = URI.create(Texts.of("http://127.0.0.1:%d%s", extender.port(), path));
    var content = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var request = HttpRequest.newBuilder(uri).method(verb, content).build();
    return Phases.call(verb + " " + path, () -> http.send(request, BodyHandlers.ofString()));
  }

  List<String> log() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void close() {
    extender.close();
  }
}
