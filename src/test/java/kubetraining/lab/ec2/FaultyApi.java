package kubetraining.lab.ec2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kubetraining.host.Connections;
import kubetraining.host.Texts;

/** A proxy before an EC2 API that behaves like a bad day, as one {@link Faults} says. */
final class FaultyApi implements AutoCloseable {
  private static final Pattern MADE = Pattern.compile("<(\\w+Id|keyName)>([^<]+)</");

  private final URI api;
  private final Faults faults;
  private final HttpServer server;
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final HttpClient http = Connections.directClient(Duration.ofSeconds(5));

  /** How often each thing that was made will be unknown yet. */
  private final Map<String, Integer> unknown = new HashMap<>();

  FaultyApi(URI api, Faults faults) {
    this.api = api;
    this.faults = faults;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for a proxy", e);
    }
    server.setExecutor(pool);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var call = Ec2Call.parse(body);
      var fault = faults.next(call);
      switch (fault) {
        case THROTTLED -> refuse(exchange, 503, "RequestLimitExceeded");
        case BROKEN -> refuse(exchange, 500, "InternalError");
        case NO_CAPACITY -> refuse(exchange, 500, "InsufficientInstanceCapacity");
        case RESET -> {}
        case STALLED -> pause(Faults.LONGER_THAN_PATIENCE);
        case ANSWER_LOST -> pass(exchange, body);
        case HALF -> answer(exchange, pass(exchange, half(body)));
        case NONE -> {
          if (isUnknown(call)) {
            refuse(exchange, 400, "InvalidThing.NotFound");
          } else {
            var answer = pass(exchange, body);
            made(call, answer.body());
            answer(exchange, answer);
          }
        }
      }
    }
  }

  private static String half(String body) {
    return body.replace("MinCount=4", "MinCount=2").replace("MaxCount=4", "MaxCount=2");
  }

  private synchronized boolean isUnknown(Ec2Call call) {
    for (String value : call.parameters().values()) {
      int times = unknown.getOrDefault(value, 0);
      // Whether a thing exists is also told by looks for its tag, but ours are for all of a lab.
      if (times > 0 && !call.dryRun()) {
        unknown.put(value, times - 1);
        return true;
      }
    }
    return false;
  }

  private synchronized void made(Ec2Call call, String answer) {
    if (call.action().startsWith("Create") || call.action().equals("RunInstances")) {
      Matcher ids = MADE.matcher(answer);
      while (ids.find()) {
        if (!call.parameters().containsValue(ids.group(2))) {
          unknown.putIfAbsent(ids.group(2), faults.looksUntilKnown());
        }
      }
    }
  }

  private HttpResponse<String> pass(HttpExchange exchange, String body) throws IOException {
    var request =
        HttpRequest.newBuilder(api)
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (String header : List.of("Authorization", "X-Amz-Date", "Content-Type")) {
      var value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    send(
        exchange,
        status,
        Texts.of(
            "<Response><Errors><Error><Code>%s</Code><Message>a fault of the proxy</Message></Error>"
                + "</Errors><RequestID>request-9</RequestID></Response>",
            code));
  }

  private static void answer(HttpExchange exchange, HttpResponse<String> answer)
      throws IOException {
    send(exchange, answer.statusCode(), answer.body());
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/xml");
    exchange.getResponseHeaders().add("Connection", "close");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void pause(Duration length) {
    try {
      TimeUnit.MILLISECONDS.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    pool.shutdownNow();
  }
}
