package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kubetraining.host.Texts;

/**
 * Refuses calls as EC2 does for somebody who has one policy: each resource that a call touches, by
 * the list of AWS's service authorization reference, must be allowed with the tags that it has or
 * gets.
 */
final class RightsOfCalls {
  private static final String ARN = "arn:aws:ec2:us-east-1:123456789012:";

  /** What each action makes, if it makes something. */
  private static final Map<String, Set<String>> MAKES =
      Map.of(
          "CreateVpc", Set.of("vpc"),
          "CreateInternetGateway", Set.of("internet-gateway"),
          "CreateSubnet", Set.of("subnet"),
          "CreateRouteTable", Set.of("route-table"),
          "CreateSecurityGroup", Set.of("security-group"),
          "ImportKeyPair", Set.of("key-pair"),
          "RunInstances", Set.of("instance", "volume", "network-interface"));

  /** The parameters that name what exists already, and of which type it is. */
  private static final Map<String, String> NAMES =
      new TreeMap<>(
          Map.of(
              "InstanceId.1", "instance",
              "NetworkInterface.1.SubnetId", "subnet",
              "NetworkInterface.1.SecurityGroupId.1", "security-group"));

  static {
    Ec2Thing.Kind.ALL.forEach(kind -> NAMES.put(kind.idParameter(), kind.type()));
  }

  private final IamPolicy policy;
  private final Map<String, Ec2Thing> things;

  /** What was allowed so far. */
  final Set<String> used = new TreeSet<>();

  RightsOfCalls(IamPolicy policy, Map<String, Ec2Thing> things) {
    this.policy = policy;
    this.things = things;
  }

  /** What IAM is asked about one resource. */
  private record Question(String action, String arn, Map<String, List<String>> context) {}

  /** The right that a call lacks, if it lacks one. */
  Optional<String> missing(Ec2Call call) {
    for (Question question : questions(call)) {
      if (!policy.allows(question.action(), question.arn(), question.context())) {
        return Optional.of(Texts.of("%s on %s", question.action(), question.arn()));
      }
      used.add(question.action());
    }
    return Optional.empty();
  }

  private List<Question> questions(Ec2Call call) {
    var action = "ec2:" + call.action();
    // Of the Security Token Service, nobody needs a right.
    if (call.action().equals("GetCallerIdentity")) {
      return List.of();
    }
    if (call.action().startsWith("Describe")) {
      return List.of(new Question(action, "*", Map.of()));
    }
    var questions = new ArrayList<Question>();
    for (String type : MAKES.getOrDefault(call.action(), Set.of())) {
      var tags = requested(call.tagsOn(type));
      var arn = ARN + type + "/*";
      if (call.action().equals("RunInstances")) {
        tags.put("ec2:InstanceType", List.of(call.get("InstanceType")));
      }
      questions.add(new Question(action, arn, tags));
      if (!call.tagsOn(type).isEmpty()) {
        tags.put("ec2:CreateAction", List.of(call.action()));
        questions.add(new Question("ec2:CreateTags", arn, tags));
      }
    }
    NAMES.forEach(
        (parameter, type) -> {
          if (!call.get(parameter).isEmpty() && !call.action().equals("ImportKeyPair")) {
            questions.add(existing(call, type, call.get(parameter)));
          }
        });
    call.list("ResourceId").forEach(id -> questions.add(existing(call, typeOf(id), id)));
    special(call).ifPresent(questions::add);
    if (questions.isEmpty()) {
      throw new IllegalArgumentException("which resources does it touch: " + call);
    }
    return questions;
  }

  private String typeOf(String id) {
    // Of a key pair calls but this one use the name.
    return things.containsKey(id)
        ? things.get(id).type
        : id.startsWith("key-") ? "key-pair" : "instance";
  }

  private Optional<Question> special(Ec2Call call) {
    return switch (call.action()) {
      case "RunInstances" -> {
        String image = "arn:aws:ec2:us-east-1::image/" + call.get("ImageId");
        var owner = Map.of("ec2:Owner", List.of("099720109477"));
        yield Optional.of(new Question("ec2:RunInstances", image, owner));
      }
      case "DisassociateRouteTable" -> {
        String association = call.get("AssociationId");
        var tables = things.values().stream().filter(it -> it.links.contains(association));
        String table = tables.map(it -> it.id).findFirst().orElse(association);
        yield Optional.of(existing(call, "route-table", table));
      }
      default -> Optional.empty();
    };
  }

  private Question existing(Ec2Call call, String type, String id) {
    var context = requested(call.tags("Tag"));
    var thing = things.get(type.equals("key-pair") ? id.replaceFirst("^key-", "") : id);
    if (thing != null) {
      thing.tags.forEach((key, v) -> context.put("aws:ResourceTag/" + key, List.of(v)));
    }
    return new Question("ec2:" + call.action(), ARN + type + "/" + id, context);
  }

  private static Map<String, List<String>> requested(Map<String, String> tags) {
    var context = new HashMap<String, List<String>>();
    tags.forEach((key, value) -> context.put("aws:RequestTag/" + key, List.of(value)));
    context.put("aws:TagKeys", List.copyOf(tags.keySet()));
    return context;
  }
}
