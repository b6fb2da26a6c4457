package kubetraining.lab.ec2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kubetraining.host.Texts;

/** An EC2 API in memory, by the Query protocol, that fails where a test tells it to. */
final class FakeEc2 implements AutoCloseable {
  /** A call that is refused. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Refused(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }

    private String xml() {
      return Texts.of(
          "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors>"
              + "<RequestID>request-7</RequestID></Response>",
          code, getMessage());
    }
  }

  final Ec2Memory memory = new Ec2Memory();
  private final List<Ec2Call> calls = new ArrayList<>();
  private final Map<String, Deque<Refused>> refusals = new HashMap<>();
  private final Set<String> lostAnswers = new HashSet<>();
  private Optional<RightsOfCalls> rights = Optional.empty();
  private final HttpServer server;

  FakeEc2() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the EC2 API of a test", e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Refuses the next call of this name; more of these queue up. */
  FakeEc2 refuse(String action, String code) {
    return refuse(action, 400, code, "because the test says so");
  }

  FakeEc2 refuse(String action, int status, String code, String message) {
    refusals
        .computeIfAbsent(action, any -> new ArrayDeque<>())
        .add(new Refused(status, code, message));
    return this;
  }

  /** Refuses what a policy does not allow; what is returned tells what was. */
  RightsOfCalls allowOnly(IamPolicy policy) {
    rights = Optional.of(new RightsOfCalls(policy, memory.things));
    return rights.get();
  }

  /** Carries out the next call of this name, and hangs up instead of answering. */
  FakeEc2 loseAnswer(String action) {
    lostAnswers.add(action);
    return this;
  }

  List<Ec2Call> calls(String action) {
    return calls.stream().filter(call -> call.name().equals(action)).toList();
  }

  /** The names of all calls so far. */
  List<String> actions() {
    return calls.stream().map(Ec2Call::name).toList();
  }

  /** The names of the calls that change something, in order. */
  List<String> changes() {
    return actions().stream()
        .filter(action -> !action.startsWith("Describe") && !action.endsWith("(dry run)"))
        .toList();
  }

  void forgetCalls() {
    calls.clear();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var call = Ec2Call.parse(body);
      calls.add(call);
      int status = 200;
      String answer;
      try {
        refuseAsTold(call);
        var ofSts = FakeSts.answer(call);
        answer = ofSts.isPresent() ? ofSts.get() : memory.answer(call);
      } catch (Refused e) {
        status = e.status;
        answer = e.xml();
      }
      if (status == 200 && lostAnswers.remove(call.name())) {
        return;
      }
      var bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/xml");
      // On a connection that stays open, this server's two packets an answer cost 40 ms.
      exchange.getResponseHeaders().add("Connection", "close");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void refuseAsTold(Ec2Call call) throws Refused {
    var refusal = refusals.getOrDefault(call.name(), new ArrayDeque<>()).poll();
    if (refusal != null) {
      throw refusal;
    }
    // Of STS, nobody needs a right.
    if (FakeSts.answer(call).isEmpty()) {
      var missing = rights.flatMap(known -> known.missing(call));
      if (missing.isPresent()) {
        throw new Refused(403, "UnauthorizedOperation", "not allowed: " + missing.get());
      }
    }
    if (call.dryRun()) {
      throw new Refused(412, "DryRunOperation", "Request would have succeeded");
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
