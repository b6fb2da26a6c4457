package kubetraining.lab.ec2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.TreeSet;
import kubetraining.host.Texts;
import kubetraining.lab.AccessKey;
import kubetraining.lab.LabUnavailableException;
import kubetraining.progress.Progress;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;

/** Brings up labs on an EC2 API that checks rights: with the policy, and with each right less. */
final class RightsTrial {
  private static final String ALL = "all";
  private static final String NOBODY = "none";

  private final MotoServer moto;
  private int failures;

  private RightsTrial(MotoServer moto) {
    this.moto = moto;
  }

  /** Prints what came of each, and whether all was as it should be; returns the failures. */
  static int run() {
    var policies = new LinkedHashMap<String, String>();
    policies.put(ALL, LabRights.policy());
    policies.put(NOBODY, without(Optional.empty()));
    var actions = new TreeSet<>(IamPolicy.parse(LabRights.policy()).actions());
    actions.forEach(action -> policies.put(user(action), without(Optional.of(action))));
    try (var moto = MotoServer.start(policies)) {
      var trial = new RightsTrial(moto);
      trial.wholeLab();
      trial.refused(NOBODY, String.join(", ", actions));
      actions.forEach(action -> trial.refused(user(action), action));
      System.out.println(
          Texts.of("%d rights, each taken away once: %d failures", actions.size(), trial.failures));
      return trial.failures;
    }
  }

  private static String user(String action) {
    return "no-" + action.replace(":", "-");
  }

  /** The policy without one right, or without any. */
  private static String without(Optional<String> action) {
    try {
      var json = JsonMapper.builder().build();
      var policy = (ObjectNode) json.readTree(LabRights.policy());
      for (var statement : policy.get("Statement")) {
        var rest = ((ArrayNode) statement.get("Action")).elements();
        while (rest.hasNext()) {
          var name = rest.next().asText();
          if (action.isEmpty() || action.get().equals(name)) {
            rest.remove();
          }
        }
        if (statement.get("Action").isEmpty()) {
          ((ArrayNode) statement.get("Action")).add("s3:ListAllMyBuckets");
        }
      }
      return json.writeValueAsString(policy);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the policy is no JSON", e);
    }
  }

  private void wholeLab() {
    try (var lab = connect(moto.key(ALL))) {
      int machines = lab.provision(QuickLab.spec("rights", "ada")).size();
      boolean found = lab.find("rights").isPresent();
      int facts = lab.facts("rights").instances().size();
      lab.release("rights");
      note(
          machines == 4 && found && facts == 4 && lab.leftovers().isEmpty(),
          Texts.of("with the policy: %d machines, found, and given back", machines));
    }
  }

  private void refused(String user, String rights) {
    try (var lab = connect(moto.key(user));
        var all = connect(moto.key(ALL))) {
      lab.provision(QuickLab.spec("rights", "ada"));
      note(false, Texts.of("%s was not missed", rights));
      all.release("rights");
    } catch (LabUnavailableException e) {
      boolean named = String.valueOf(e.getMessage()).contains("may not do " + rights + " in");
      try (var all = connect(moto.key(ALL))) {
        boolean nothing = all.leftovers().isEmpty();
        note(named && nothing, Texts.of("%s; left: %s", e.getMessage(), all.leftovers()));
      }
    }
  }

  private void note(boolean good, String line) {
    failures += good ? 0 : 1;
    System.out.println((good ? "ok      " : "FAILED  ") + line);
  }

  private Ec2LabProvider connect(AccessKey key) {
    var local = Ec2Endpoint.local(moto.uri(), Optional.of("123456789012"));
    var limit = Duration.ofSeconds(20);
    return Ec2LabProvider.connect(
        new Ec2Endpoint(
            local.api(),
            local.region(),
            local.account(),
            false,
            local.caller(),
            Duration.ofMillis(50),
            limit,
            limit),
        key,
        new Waits(new WaitLedger()),
        Progress.SILENT);
  }
}
