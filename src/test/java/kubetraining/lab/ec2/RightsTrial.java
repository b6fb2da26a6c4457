package kubetraining.lab.ec2;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
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
    var policy = IamPolicy.parse(LabRights.policy());
    var actions = policy.actions();
    policies.put(ALL, policy.json());
    policies.put(NOBODY, policy.without(actions).json());
    actions.forEach(action -> policies.put(user(action), policy.without(Set.of(action)).json()));
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
      boolean named =
          String.valueOf(e.getMessage()).contains("not allowed to do " + rights + " in");
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
    return Ec2LabProvider.connect(
        QuickLab.endpoint(
            moto.uri(),
            Optional.of(Ec2Memory.ACCOUNT),
            Duration.ofMillis(50),
            Duration.ofSeconds(20)),
        key,
        new Waits(new WaitLedger()),
        Progress.SILENT);
  }
}
