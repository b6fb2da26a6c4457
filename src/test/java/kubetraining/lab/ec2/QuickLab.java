package kubetraining.lab.ec2;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import kubetraining.lab.LabSpec;
import kubetraining.lab.Lease;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** A provider that does not wait, and a lab to ask it for. */
final class QuickLab {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIII8NaZQePfSAY/rO8avjAqFZPyN+09RD25nXXLJTLf3 lab";

  static Ec2LabProvider connect(Ec2Endpoint endpoint, Progress progress) {
    return Ec2LabProvider.connect(endpoint, new Waits(), progress);
  }

  /** An API on this computer, if {@code account} is required in it. */
  static Ec2Endpoint endpoint(
      URI api, String region, Optional<String> account, Duration poll, Duration limit) {
    var caller = CallerRange.gateway();
    return new Ec2Endpoint(Optional.of(api), region, account, caller, poll, limit, limit);
  }

  static LabSpec spec(String name, String owner) {
    return spec(name, owner, "t2.medium", Optional.empty());
  }

  static LabSpec spec(String name, String owner, String type, Optional<String> credits) {
    return spec(name, owner, type, credits, "10.42.0.0/16", Lease.of(Duration.ofHours(4)));
  }

  static LabSpec spec(
      String name, String owner, String type, Optional<String> credits, String range, Lease lease) {
    return new LabSpec(name, 4, type, credits, owner, range, lease, KEY);
  }

  private QuickLab() {}
}
