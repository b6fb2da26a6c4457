package kubetraining.lab.ec2;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How a kind of thing is spelled in names of calls, in answers and in parameters. */
record Ec2Kind(String word) {
  static final List<Ec2Kind> ALL =
      Stream.of(
              "Vpc",
              "Subnet",
              "InternetGateway",
              "RouteTable",
              "SecurityGroup",
              "KeyPair",
              "Volume",
              "NetworkInterface")
          .map(Ec2Kind::new)
          .toList();

  static Ec2Kind ofType(String type) {
    return ALL.stream()
        .filter(kind -> kind.type().equals(type))
        .findFirst()
        .orElse(new Ec2Kind("Instance"));
  }

  /** As in {@code route-table}. */
  String type() {
    return word.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  String element() {
    return word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
  }

  String set() {
    return switch (word) {
      case "SecurityGroup" -> "securityGroupInfo";
      case "KeyPair" -> "keySet";
      default -> element() + "Set";
    };
  }

  String id() {
    return switch (word) {
      case "SecurityGroup" -> "groupId";
      case "KeyPair" -> "keyName";
      default -> element() + "Id";
    };
  }

  String idParameter() {
    return id().substring(0, 1).toUpperCase(Locale.ROOT) + id().substring(1);
  }
}
