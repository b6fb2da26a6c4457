package kubetraining.lab.ec2;

import java.time.Duration;
import kubetraining.lab.LabSpec;
import kubetraining.progress.Progress;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;

/** A provider that does not wait, and a lab to ask it for. */
final class QuickLab {
  static Ec2LabProvider connect(FakeEc2 api) {
    return connect(api, Duration.ofSeconds(20));
  }

  static Ec2LabProvider connect(FakeEc2 api, Duration limit) {
    return connect(api, limit, Progress.SILENT);
  }

  static Ec2LabProvider connect(FakeEc2 api, Duration limit, Progress progress) {
    var local = Ec2Endpoint.local(api.uri());
    var fast =
        new Ec2Endpoint(
            local.api(), local.region(), false, local.caller(), Duration.ofMillis(2), limit, limit);
    return Ec2LabProvider.connect(fast, new Waits(new WaitLedger()), progress);
  }

  static LabSpec spec(String name, String owner) {
    return new LabSpec(
        name, 4, "t2.medium", owner, "10.42.0.0/16", Duration.ofHours(4), "ssh-ed25519 AAAA lab");
  }

  private QuickLab() {}
}
