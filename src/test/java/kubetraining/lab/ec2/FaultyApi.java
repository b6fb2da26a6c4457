package kubetraining.lab.ec2;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kubetraining.host.Connections;

/** A proxy before an EC2 API that behaves like a bad day, as one {@link Faults} says. */
final class FaultyApi extends QueryApi {
  private static final Pattern MADE = Pattern.compile("<(?:\\w+Id|keyName)>([^<]+)</");

  private final URI api;
  private final Faults faults;
  private final HttpClient http = Connections.directClient(Duration.ofSeconds(5));

  /** How often each thing that was made will be unknown yet. */
  private final Map<String, Integer> unknown = new HashMap<>();

  FaultyApi(URI api, Faults faults) {
    this.api = api;
    this.faults = faults;
  }

  @Override
  void answer(HttpExchange exchange, String body) throws IOException {
    var call = Ec2Call.parse(body);
    switch (faults.next(call)) {
      case THROTTLED -> refuse(exchange, 503, "RequestLimitExceeded");
      case BROKEN -> refuse(exchange, 500, "InternalError");
      case NO_CAPACITY -> refuse(exchange, 500, "InsufficientInstanceCapacity");
      case RESET -> {}
      case STALLED -> pause(Faults.LONGER_THAN_PATIENCE);
      case ANSWER_LOST -> pass(exchange, body);
      case HALF -> {
        var half = body.replace("MinCount=4", "MinCount=2").replace("MaxCount=4", "MaxCount=2");
        var answer = pass(exchange, half);
        send(exchange, answer.statusCode(), answer.body());
      }
      case NONE -> {
        if (isUnknown(call)) {
          refuse(exchange, 400, "InvalidThing.NotFound");
        } else {
          var answer = pass(exchange, body);
          made(call, answer.body());
          send(exchange, answer.statusCode(), answer.body());
        }
      }
    }
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
      MADE.matcher(answer)
          .results()
          .map((MatchResult id) -> id.group(1))
          .filter(id -> !call.parameters().containsValue(id))
          .forEach(id -> unknown.putIfAbsent(id, faults.looksUntilKnown()));
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
    sendRefusal(exchange, status, code, "a fault of the proxy");
  }

  private static void pause(Duration length) {
    try {
      TimeUnit.MILLISECONDS.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
