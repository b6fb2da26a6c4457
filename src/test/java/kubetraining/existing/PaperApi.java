package kubetraining.existing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;

/** An API server on this computer that answers what a test told it to, by TLS. */
public final class PaperApi implements AutoCloseable {
  private final String ca;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, List<String>> lists = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<String> logins = new CopyOnWriteArrayList<>();

  /** The question whether the account has a permission. */
  static final String ACCESS = "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

  /** Whether a pod would be taken. */
  static final String TRIED = "POST /api/v1/namespaces/default/pods?dryRun=All";

  /** What asks for a list; there is nothing in it, unless a test says what. */
  private static final Pattern LIST =
      Pattern.compile("GET /(api/v1|apis/[^/]+/[^/]+)(/namespaces/[^/]+)?/[^/]+");

  private record Answer(int status, String body) {}

  /** One of a CA of its own; {@link #kubeconfig} leads to it. */
  public PaperApi() {
    this(Issued.ca("paper"));
  }

  private PaperApi(Issued ca) {
    this(ca.issue("localhost", "127.0.0.1"), ca.certificateData());
  }

  /** One that shows this certificate. */
  static PaperApi showing(Issued certificate) {
    return new PaperApi(certificate, "");
  }

  /** It answers as an API server that hides nothing from a user called ann. */
  private PaperApi(Issued certificate, String ca) {
    this.ca = ca;
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    this.server = FileWork.get("could not listen", () -> HttpsServer.create(here, 0));
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    answer(
        "GET /version", 200, "{\"major\": \"1\", \"minor\": \"36\", \"gitVersion\": \"v1.36.3\"}");
    answer(
        "POST /apis/authentication.k8s.io/v1/selfsubjectreviews",
        201,
        """
        {"apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview", "status":
         {"userInfo": {"username": "ann", "groups": ["teachers", "system:authenticated"]}}}
        """);
    answer(ACCESS, 201, "{\"status\": {\"allowed\": true}}");
    answer(
        "POST /apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
        201,
        "{\"status\": {\"incomplete\": false, \"nonResourceRules\": [], \"resourceRules\":"
            + " [{\"verbs\": [\"*\"], \"apiGroups\": [\"*\"], \"resources\": [\"*\"]}]}}");
    answer(TRIED, 201, "{\"kind\": \"Pod\"}");
    server.start();
  }

  /**
   * From now on this is the answer.
   *
   * @param request as in {@code GET /version}
   */
  public PaperApi answer(String request, int status, String body) {
    answers.put(request, new Answer(status, body));
    return this;
  }

  /** From now on these objects are there, in YAML: in lists, and each by itself. */
  public void has(String yaml) {
    for (String text : yaml.split("(?m)^---$")) {
      var object = Serialization.unmarshal(text, HasMetadata.class);
      String json = Serialization.asJson(object);
      String namespace = object.getMetadata().getNamespace();
      String version = (object.getApiVersion().contains("/") ? "/apis/" : "/api/");
      version += object.getApiVersion();
      String own = version + (namespace == null ? "" : "/namespaces/" + namespace);
      answer(
          "GET " + own + "/" + object.getPlural() + "/" + object.getMetadata().getName(),
          200,
          json);
      for (String place : namespace == null ? List.of(own) : List.of(version, own)) {
        String list = "GET " + place + "/" + object.getPlural();
        lists.computeIfAbsent(list, first -> new CopyOnWriteArrayList<>()).add(json);
      }
    }
  }

  private Answer ofObjects(String request) {
    String items = String.join(",", lists.getOrDefault(request, List.of()));
    return LIST.matcher(request).matches()
        ? new Answer(
            200, "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [" + items + "]}")
        : new Answer(404, status(404));
  }

  /** As API servers refuse. */
  PaperApi refuse(String request, int status) {
    return answer(request, status, status(status));
  }

  private static String status(int code) {
    return Texts.of(
        "{\"apiVersion\": \"v1\", \"kind\": \"Status\", \"status\": \"Failure\", \"code\": %d}",
        code);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var asks = exchange.getRequestURI();
    String dry = "dryRun=All".equals(asks.getQuery()) ? "?dryRun=All" : "";
    String request = exchange.getRequestMethod() + " " + asks.getPath() + dry;
    sent.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    asked.add(request);
    logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    var answer = answers.containsKey(request) ? answers.get(request) : ofObjects(request);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** All requests so far, as in {@code GET /version}. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** What was sent with those requests. */
  List<String> sent() {
    return List.copyOf(sent);
  }

  /** The headers by which those requests logged in. */
  List<String> logins() {
    return List.copyOf(logins);
  }

  /** Writes a kubeconfig that works. */
  public Path kubeconfig(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        Texts.of(
            """
            clusters: [{name: it, cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}}]
            contexts: [{name: it, context: {cluster: it, user: ann}}]
            users: [{name: ann, user: {token: a-token-of-ann}}]
            current-context: it
            """,
            port(), ca));
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
