package kubetraining.lab.ec2;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How a kind of thing is spelled in names of calls, in answers and in parameters. */
record Ec2Kind(String word, String set, String id) {
  static final List<Ec2Kind> ALL =
      Stream.of(
              "Vpc vpcSet vpcId",
              "Subnet subnetSet subnetId",
              "InternetGateway internetGatewaySet internetGatewayId",
              "RouteTable routeTableSet routeTableId",
              "SecurityGroup securityGroupInfo groupId",
              "KeyPair keySet keyName",
              "Volume volumeSet volumeId",
              "NetworkInterface networkInterfaceSet networkInterfaceId")
          .map(line -> line.split(" "))
          .map(words -> new Ec2Kind(words[0], words[1], words[2]))
          .toList();

  static Ec2Kind ofType(String type) {
    return ALL.stream()
        .filter(kind -> kind.type().equals(type))
        .findFirst()
        .orElse(new Ec2Kind("Instance", "instancesSet", "instanceId"));
  }

  /** As in {@code route-table}. */
  String type() {
    return word.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  String element() {
    return word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
  }

  String idParameter() {
    return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
  }
}
