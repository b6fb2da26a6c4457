package kubetraining.lab.ec2;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An EC2 API in memory, by the Query protocol, that fails where a test tells it to. */
class FakeEc2 extends QueryApi {
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
  }

  final Ec2Memory memory = new Ec2Memory();
  private final List<Ec2Call> calls = new ArrayList<>();
  private final Map<String, Deque<Refused>> refusals = new HashMap<>();
  private final Set<String> lostAnswers = new HashSet<>();
  private Optional<RightsOfCalls> rights = Optional.empty();

  /** Refuses the next call of this name; more of these queue up. */
  FakeEc2 refuse(String name, String code) {
    return refuse(name, 400, code, "because the test says so");
  }

  FakeEc2 refuse(String name, int status, String code, String message) {
    refusals
        .computeIfAbsent(name, any -> new ArrayDeque<>())
        .add(new Refused(status, code, message));
    return this;
  }

  /** Refuses what a policy does not allow; what is returned tells what was. */
  RightsOfCalls allowOnly(IamPolicy policy) {
    rights = Optional.of(new RightsOfCalls(policy, memory.things));
    return rights.get();
  }

  /** Carries out the next call of this name, and hangs up instead of answering. */
  void loseAnswer(String name) {
    lostAnswers.add(name);
  }

  List<Ec2Call> calls(String name) {
    return calls.stream().filter(call -> call.name().equals(name)).toList();
  }

  /** The names of all calls so far. */
  public List<String> actions() {
    return calls.stream().map(Ec2Call::name).toList();
  }

  /** The names of the calls that change something, in order. */
  public List<String> changes() {
    return actions().stream()
        .filter(action -> !action.startsWith("Describe") && !action.endsWith("(dry run)"))
        .toList();
  }

  void forgetCalls() {
    calls.clear();
  }

  @Override
  synchronized void answer(HttpExchange exchange, String body) throws IOException {
    var call = Ec2Call.parse(body);
    calls.add(call);
    try {
      refuseAsTold(call);
      var answer = memory.answer(call);
      if (!lostAnswers.remove(call.name())) {
        send(exchange, 200, answer);
      }
    } catch (Refused e) {
      sendRefusal(exchange, e.status, e.code, e.getMessage());
    }
  }

  private void refuseAsTold(Ec2Call call) throws Refused {
    var refusal = refusals.getOrDefault(call.name(), new ArrayDeque<>()).poll();
    if (refusal != null) {
      throw refusal;
    }
    var missing = rights.flatMap(known -> known.missing(call));
    if (missing.isPresent()) {
      throw new Refused(403, "UnauthorizedOperation", "not allowed: " + missing.get());
    }
    if (call.dryRun()) {
      throw new Refused(412, "DryRunOperation", "Request would have succeeded");
    }
  }
}
