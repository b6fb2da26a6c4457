package kubetraining.lab.ec2;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** What the EC2 API holds, as a filter finds it: by tag, or by identifier. */
record Ec2Holdings(Ec2Client ec2) {
  /** Everything, in the order in which it can be given back. */
  List<Held> look(Filter... filters) {
    return Arrays.stream(HeldKind.values()).flatMap(kind -> kind.look(ec2, filters)).toList();
  }

  /** The machines that exist; terminated ones stay listed for an hour, but are gone. */
  List<Instance> instances(Filter... filters) {
    return listed(filters).stream()
        .filter(it -> it.state().name() != InstanceStateName.TERMINATED)
        .toList();
  }

  /** The machines that are listed, terminated ones too. */
  List<Instance> listed(Filter... filters) {
    return ec2.describeInstancesPaginator(r -> r.filters(filters)).reservations().stream()
        .flatMap(reservation -> reservation.instances().stream())
        .toList();
  }

  List<SecurityGroup> groups(Filter filter) {
    return ec2.describeSecurityGroupsPaginator(r -> r.filters(filter)).securityGroups().stream()
        .toList();
  }
}
