package kubetraining.lab.ec2;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kubetraining.lab.Lease;
import kubetraining.progress.Progress;

/**
 * A region of an account in memory: an EC2 API, by the Query protocol, that fails where a test
 * tells it to.
 */
public final class FakeEc2 extends QueryApi {
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
  private final String region;
  private final List<Ec2Call> calls = new ArrayList<>();
  private final Map<String, Deque<Refused>> refusals = new HashMap<>();
  private final Set<String> lostAnswers = new HashSet<>();
  private Optional<RightsOfCalls> rights = Optional.empty();

  public FakeEc2(String region) {
    this.region = region;
  }

  FakeEc2() {
    this(Ec2Endpoint.LOCAL_REGION);
  }

  /** Where it is, if {@code account} is required in it. */
  Ec2Endpoint endpoint(Optional<String> account) {
    return endpoint(account, Duration.ofSeconds(20));
  }

  private Ec2Endpoint endpoint(Optional<String> account, Duration limit) {
    return QuickLab.endpoint(uri(), region, account, Duration.ofMillis(2), limit);
  }

  /** A new way to it. */
  public Ec2LabProvider provider(Optional<String> account) {
    return QuickLab.connect(endpoint(account), Progress.SILENT);
  }

  Ec2LabProvider provider() {
    return provider(Optional.empty());
  }

  /** One that soon gives up waiting. */
  Ec2LabProvider impatient() {
    return QuickLab.connect(endpoint(Optional.empty(), Duration.ofMillis(200)), Progress.SILENT);
  }

  /** Has a lab in it whose machines were started an hour ago. */
  public void has(String lab, String owner, Instant until) {
    var range = "10.42.0.0/16";
    var spec = QuickLab.spec(lab, owner, "t2.medium", Optional.empty(), range, new Lease(until));
    try (var provider = provider()) {
      provider.provision(spec);
    }
    var before = Instant.now().minus(Duration.ofHours(1));
    memory.all("instance").forEach(machine -> machine.launched = before);
    calls.clear();
  }

  /** The labs that are there, by their networks. */
  public List<String> labs() {
    return memory.all("vpc").stream().map(vpc -> vpc.tags.get(LabTags.LAB)).sorted().toList();
  }

  /** Refuses each call of this name from now on, a few times. */
  public void refuseAlways(String action, String code) {
    for (int i = 0; i < 20; i++) {
      refuse(action, code);
    }
  }

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
