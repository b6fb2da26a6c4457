package kubetraining.lab.ec2;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kubetraining.lab.Lease;
import kubetraining.progress.Progress;

/** A region of an account in memory, for tests of other rooms. */
public final class PaperEc2 extends FakeEc2 {
  private final String region;

  public PaperEc2(String region) {
    this.region = region;
  }

  /** A new way to it. */
  public Ec2LabProvider provider(Optional<String> account) {
    var limit = Duration.ofSeconds(2);
    var local = QuickLab.endpoint(this, account);
    return QuickLab.connect(
        new Ec2Endpoint(local.api(), region, account, local.caller(), local.poll(), limit, limit),
        Progress.SILENT);
  }

  /** Has a lab in it whose machines were started an hour ago. */
  public void has(String lab, String owner, Instant until) {
    var range = "10.42.0.0/16";
    var spec = QuickLab.spec(lab, owner, "t2.medium", Optional.empty(), range, new Lease(until));
    try (var provider = provider(Optional.empty())) {
      provider.provision(spec);
    }
    memory
        .all("instance")
        .forEach(machine -> machine.launched = Instant.now().minus(Duration.ofHours(1)));
    forgetCalls();
  }

  /** Refuses each call of this name from now on, a few times. */
  public void refuseAlways(String action, String code) {
    for (int i = 0; i < 20; i++) {
      refuse(action, code);
    }
  }

  /** The labs that are there, by their networks. */
  public List<String> labs() {
    return memory.all("vpc").stream()
        .map(vpc -> vpc.tags.get("kube-training/lab"))
        .sorted()
        .toList();
  }
}
