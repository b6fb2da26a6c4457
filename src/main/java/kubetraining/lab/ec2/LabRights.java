package kubetraining.lab.ec2;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kubetraining.lab.ImageFacts;

/**
 * What whoever brings up labs has to be allowed, and nothing beyond: anything may be looked at, but
 * only what has a lab's tag is made, changed or deleted. {@link RightsCheck} asks whether it is
 * allowed before anything is made.
 */
public final class LabRights {
  /** An identifier that nothing ever has: what is asked about it is asked for the rights alone. */
  static final String NOBODYS = "00000000000000000";

  private static final Map<String, ?> TAG_ASKED_FOR = anyLab("aws:RequestTag");
  private static final Map<String, ?> TAG_THERE = anyLab("aws:ResourceTag");
  private static final Map<String, Map<String, ?>> MADE_WITH_TAG =
      Map.of("StringLike", TAG_ASKED_FOR);
  private static final Map<String, Map<String, ?>> OURS = Map.of("StringLike", TAG_THERE);

  private static final List<String> LOOKS =
      List.of(
          "DescribeImages",
          "DescribeInstanceStatus",
          "DescribeInstanceTypeOfferings",
          "DescribeInstances",
          "DescribeInternetGateways",
          "DescribeKeyPairs",
          "DescribeNetworkInterfaces",
          "DescribeRegions",
          "DescribeRouteTables",
          "DescribeSecurityGroups",
          "DescribeSubnets",
          "DescribeVolumes",
          "DescribeVpcs");

  /** Each makes a thing in a VPC, so needs both to be ours. */
  private static final List<String> MADE_IN_A_VPC =
      List.of("CreateRouteTable", "CreateSecurityGroup", "CreateSubnet");

  private static final List<String> CHANGES =
      List.of(
          "AssociateRouteTable",
          "AttachInternetGateway",
          "AuthorizeSecurityGroupIngress",
          "CreateRoute",
          "DeleteInternetGateway",
          "DeleteKeyPair",
          "DeleteNetworkInterface",
          "DeleteRouteTable",
          "DeleteSecurityGroup",
          "DeleteSubnet",
          "DeleteVolume",
          "DeleteVpc",
          "DetachInternetGateway",
          "DisassociateRouteTable",
          "RevokeSecurityGroupIngress",
          "TerminateInstances");

  private static final List<String> TYPES =
      List.of("t2.medium", "t2.large", "t3.medium", "t3.large", "t3a.medium", "t3a.large");

  private record Policy(
      @JsonProperty("Version") String version,
      @JsonProperty("Statement") List<Statement> statements) {}

  private record Statement(
      @JsonProperty("Sid") String sid,
      @JsonProperty("Effect") String effect,
      @JsonProperty("Action") List<String> actions,
      @JsonProperty("Resource") List<String> resources,
      @JsonProperty("Condition") @JsonInclude(JsonInclude.Include.NON_EMPTY)
          Map<String, Map<String, ?>> condition) {}

  private LabRights() {}

  /** An IAM policy that allows it, in JSON. */
  public static String policy() {
    return json(
        new Policy(
            "2012-10-17",
            List.of(
                allow("Look", LOOKS, List.of("*"), Map.of()),
                allow("MakeVpc", List.of("CreateVpc"), arns("vpc"), MADE_WITH_TAG),
                allow(
                    "MakeWhatBelongsToIt",
                    with(MADE_IN_A_VPC, "CreateInternetGateway", "ImportKeyPair"),
                    arns("internet-gateway", "key-pair", "route-table", "security-group", "subnet"),
                    MADE_WITH_TAG),
                allow("MakeItInOurVpc", MADE_IN_A_VPC, arns("vpc"), OURS),
                run("RunSmallMachines", arns("instance"), ofSmallTypes()),
                run("RunWithTheirParts", arns("network-interface", "volume"), MADE_WITH_TAG),
                run("RunInWhatIsOurs", arns("key-pair", "security-group", "subnet"), OURS),
                run("RunUbuntu", List.of("arn:aws:ec2:*::image/*"), ofCanonical()),
                tag("TagWhatIsMade", arns("*"), onlyInCallsThatMake()),
                tag("NameAndExtendWhatIsOurs", arns("*"), onlyNameAndLease()),
                allow("ChangeWhatIsOurs", CHANGES, arns("*"), OURS),
                allow(
                    "AskBeforehand",
                    askable(),
                    List.of("arn:aws:ec2:*:*:*/*" + NOBODYS),
                    Map.of()))));
  }

  /** Size costs money: whoever steals a key should not run the largest machines. */
  private static Map<String, Map<String, ?>> ofSmallTypes() {
    return Map.of("StringEquals", Map.of("ec2:InstanceType", TYPES), "StringLike", TAG_ASKED_FOR);
  }

  /** EC2 knows Canonical by its account, and as one of those that Amazon vouches for. */
  private static Map<String, Map<String, ?>> ofCanonical() {
    return Map.of("StringEquals", Map.of("ec2:Owner", List.of(ImageFacts.CANONICAL, "amazon")));
  }

  private static Map<String, Map<String, ?>> onlyInCallsThatMake() {
    var making =
        with(MADE_IN_A_VPC, "CreateInternetGateway", "CreateVpc", "ImportKeyPair", "RunInstances");
    return Map.of("StringEquals", Map.of("ec2:CreateAction", making), "StringLike", TAG_ASKED_FOR);
  }

  private static Map<String, Map<String, ?>> onlyNameAndLease() {
    return Map.of(
        "ForAllValues:StringEquals",
        Map.of("aws:TagKeys", List.of(LabTags.NAME, LabTags.EXPIRES_AT)),
        "StringLike",
        TAG_THERE);
  }

  private static Map<String, ?> anyLab(String key) {
    return Map.of(key + "/" + LabTags.LAB, "*");
  }

  /** What concerns things that must exist. */
  private static List<String> askable() {
    var actions = with(CHANGES, "CreateTags", "RunInstances");
    actions.addAll(MADE_IN_A_VPC);
    return actions;
  }

  private static List<String> with(List<String> some, String... others) {
    var all = new ArrayList<>(some);
    all.addAll(List.of(others));
    return all;
  }

  private static List<String> arns(String... types) {
    return List.of(types).stream().map(type -> "arn:aws:ec2:*:*:" + type + "/*").toList();
  }

  private static Statement run(
      String sid, List<String> resources, Map<String, Map<String, ?>> condition) {
    return allow(sid, List.of("RunInstances"), resources, condition);
  }

  private static Statement tag(
      String sid, List<String> resources, Map<String, Map<String, ?>> condition) {
    return allow(sid, List.of("CreateTags"), resources, condition);
  }

  private static Statement allow(
      String sid,
      List<String> actions,
      List<String> resources,
      Map<String, Map<String, ?>> condition) {
    var names = actions.stream().sorted().map(action -> "ec2:" + action).toList();
    return new Statement(sid, "Allow", names, resources, condition);
  }

  private static String json(Policy policy) {
    var indented = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter().withObjectIndenter(indented).withArrayIndenter(indented);
    try {
      return JsonMapper.builder()
              .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .build()
              .writer(printer)
              .writeValueAsString(policy)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts alone are always JSON", e);
    }
  }
}
