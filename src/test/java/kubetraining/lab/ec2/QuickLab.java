package kubetraining.lab.ec2;

import java.time.Duration;
import java.util.Optional;
import kubetraining.lab.LabSpec;
import kubetraining.lab.Lease;
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
    return connect(endpoint(api, Optional.empty()).within(limit, limit), progress);
  }

  static Ec2LabProvider connect(Ec2Endpoint endpoint, Progress progress) {
    return Ec2LabProvider.connect(endpoint, new Waits(new WaitLedger()), progress);
  }

  /** The API, if {@code account} is required in it. */
  static Ec2Endpoint endpoint(FakeEc2 api, Optional<String> account) {
    var local = Ec2Endpoint.local(api.uri());
    var limit = Duration.ofSeconds(20);
    return new Ec2Endpoint(
        local.api(),
        local.region(),
        account,
        false,
        local.caller(),
        Duration.ofMillis(2),
        limit,
        limit);
  }

  static LabSpec spec(String name, String owner) {
    return new LabSpec(
        name,
        4,
        "t2.medium",
        Optional.empty(),
        owner,
        "10.42.0.0/16",
        Lease.of(Duration.ofHours(4)),
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIII8NaZQePfSAY/rO8avjAqFZPyN+09RD25nXXLJTLf3 lab");
  }

  private QuickLab() {}
}
