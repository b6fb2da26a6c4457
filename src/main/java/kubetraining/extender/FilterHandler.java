package kubetraining.extender;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/**
 * Answers over HTTP: {@code POST /filter} for the scheduler, {@code GET /healthz} for the kubelet.
 */
final class FilterHandler implements HttpHandler {
  // A heap of 96 MB holds the longest body, and a list of 2,000 large nodes fits in it.
  private static final int LONGEST_BODY = 48 * 1024 * 1024;
  private final DecisionLog log;
  // Bytes that all requests together may have in memory; who asks more than is left waits.
  private final Semaphore memory = new Semaphore(LONGEST_BODY, true);

  FilterHandler(DecisionLog log) {
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/filter" -> onlyBy("POST", exchange, this::filter);
        case "/healthz" -> onlyBy("GET", exchange, health -> say(health, 200, "ok"));
        default -> refuse(exchange, 404, "there is only /filter and /healthz");
      }
    } catch (RuntimeException e) {
      refuse(exchange, 500, "a defect of the extender: " + e);
    }
  }

  private void onlyBy(String verb, HttpExchange exchange, HttpHandler handler) throws IOException {
    if (exchange.getRequestMethod().equals(verb)) {
      handler.handle(exchange);
      return;
    }
    exchange.getResponseHeaders().set("Allow", verb);
    refuse(exchange, 405, String.format(Locale.ROOT, "use %s here", verb));
  }

  private void filter(HttpExchange exchange) throws IOException {
    long announced = announced(exchange);
    byte[] answer;
    try {
      int size = Body.size(announced, LONGEST_BODY);
      memory.acquireUninterruptibly(size);
      try {
        Body body = Body.read(exchange.getRequestBody(), announced, LONGEST_BODY);
        Choice choice = FilterArgsReader.read(body);
        answer = choice.answer(body);
        log.decided(choice);
      } finally {
        memory.release(size);
      }
    } catch (Refused e) {
      refuse(exchange, e.status(), String.valueOf(e.getMessage()));
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    send(exchange, 200, answer);
  }

  private static long announced(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return length == null ? -1 : Long.parseLong(length);
  }

  private void refuse(HttpExchange exchange, int status, String why) throws IOException {
    log.refused(exchange.getRequestMethod() + " " + exchange.getRequestURI(), why);
    say(exchange, status, why);
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    send(exchange, status, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
