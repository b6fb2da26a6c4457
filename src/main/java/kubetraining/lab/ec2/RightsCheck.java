package kubetraining.lab.ec2;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import kubetraining.host.Texts;
import kubetraining.lab.Ipv4Range;
import kubetraining.lab.LabUnavailableException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * Asks for each right of {@link LabRights} by a dry run, before anything is made: a right that is
 * missing in the middle leaves a lab half made, and one that is missing at the end leaves it there.
 *
 * <p>What is asked about is nobody's, so EC2 refuses for the lack of a right, or because there is
 * no such thing, and only the first counts.
 */
final class RightsCheck {
  private static final int AT_ONCE = 8;
  private static final String VPC = "vpc-" + LabRights.NOBODYS;
  private static final String SUBNET = "subnet-" + LabRights.NOBODYS;
  private static final String GROUP = "sg-" + LabRights.NOBODYS;
  private static final String GATEWAY = "igw-" + LabRights.NOBODYS;
  private static final String TABLE = "rtb-" + LabRights.NOBODYS;
  private static final String MACHINE = "i-" + LabRights.NOBODYS;

  /** A call that is not carried out. */
  @FunctionalInterface
  private interface DryRun extends Function<Ec2Client, Object> {}

  private final Ec2Connection connection;
  private final Ec2Endpoint endpoint;

  RightsCheck(Ec2Connection connection, Ec2Endpoint endpoint) {
    this.connection = connection;
    this.endpoint = endpoint;
  }

  /**
   * Asks for all rights that bringing up and giving back a lab takes.
   *
   * @throws LabUnavailableException if some are missing; it names all of them
   */
  void demandAll(LabTags tags) {
    if (!endpoint.hasAccounts()) {
      return;
    }
    var missing = missing(tags);
    if (!missing.isEmpty()) {
      throw new LabUnavailableException(
          Texts.of(
              "these credentials may not do %s in %s; nothing was made: %s",
              String.join(", ", missing), endpoint.where(), Ec2Failures.ATTACH_POLICY));
    }
  }

  private List<String> missing(LabTags tags) {
    var dryRuns = new TreeMap<String, DryRun>(looks());
    dryRuns.putAll(creations(tags));
    dryRuns.putAll(changes());
    dryRuns.putAll(deletions());
    var pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      var answers =
          dryRuns.values().stream()
              .map(dryRun -> CompletableFuture.supplyAsync(() -> missingFor(dryRun), pool))
              .toList();
      return answers.stream()
          .map(CompletableFuture::join)
          .filter(Objects::nonNull)
          .distinct()
          .toList();
    } finally {
      pool.shutdownNow();
    }
  }

  /** The right that is missing for a call, or null. */
  private String missingFor(DryRun dryRun) {
    try {
      dryRun.apply(connection.calls());
      return null;
    } catch (SdkException e) {
      var refusal = Refusal.of(e);
      return refusal.unauthorized() ? refusal.missingRight() : null;
    }
  }

  private static Map<String, DryRun> looks() {
    return Map.ofEntries(
        Map.entry("DescribeImages", ec2 -> ec2.describeImages(r -> r.dryRun(true))),
        Map.entry("DescribeInstanceStatus", ec2 -> ec2.describeInstanceStatus(r -> r.dryRun(true))),
        Map.entry(
            "DescribeInstanceTypeOfferings",
            ec2 -> ec2.describeInstanceTypeOfferings(r -> r.dryRun(true))),
        Map.entry("DescribeInstances", ec2 -> ec2.describeInstances(r -> r.dryRun(true))),
        Map.entry(
            "DescribeInternetGateways", ec2 -> ec2.describeInternetGateways(r -> r.dryRun(true))),
        Map.entry("DescribeKeyPairs", ec2 -> ec2.describeKeyPairs(r -> r.dryRun(true))),
        Map.entry(
            "DescribeNetworkInterfaces", ec2 -> ec2.describeNetworkInterfaces(r -> r.dryRun(true))),
        Map.entry("DescribeRegions", ec2 -> ec2.describeRegions(r -> r.dryRun(true))),
        Map.entry("DescribeRouteTables", ec2 -> ec2.describeRouteTables(r -> r.dryRun(true))),
        Map.entry("DescribeSecurityGroups", ec2 -> ec2.describeSecurityGroups(r -> r.dryRun(true))),
        Map.entry("DescribeSubnets", ec2 -> ec2.describeSubnets(r -> r.dryRun(true))),
        Map.entry("DescribeVolumes", ec2 -> ec2.describeVolumes(r -> r.dryRun(true))),
        Map.entry("DescribeVpcs", ec2 -> ec2.describeVpcs(r -> r.dryRun(true))));
  }

  private static Map<String, DryRun> creations(LabTags tags) {
    var image = new UbuntuImage("ami-" + LabRights.NOBODYS, "", "/dev/sda1");
    var order = MachineOrder.of(tags.spec(), tags, image);
    var range = tags.spec().networkRange();
    var key = SdkBytes.fromUtf8String(tags.spec().publicKey());
    return Map.of(
        "CreateVpc",
        ec2 ->
            ec2.createVpc(
                r -> r.cidrBlock(range).tagSpecifications(tags.on(ResourceType.VPC)).dryRun(true)),
        "CreateInternetGateway",
        ec2 ->
            ec2.createInternetGateway(
                r -> r.tagSpecifications(tags.on(ResourceType.INTERNET_GATEWAY)).dryRun(true)),
        "CreateSubnet",
        ec2 ->
            ec2.createSubnet(
                r ->
                    r.vpcId(VPC)
                        .cidrBlock(Ipv4Range.parse(range).labSubnet().toString())
                        .tagSpecifications(tags.on(ResourceType.SUBNET))
                        .dryRun(true)),
        "CreateRouteTable",
        ec2 ->
            ec2.createRouteTable(
                r ->
                    r.vpcId(VPC).tagSpecifications(tags.on(ResourceType.ROUTE_TABLE)).dryRun(true)),
        "CreateSecurityGroup",
        ec2 ->
            ec2.createSecurityGroup(
                r ->
                    r.vpcId(VPC)
                        .groupName(LabRights.NOBODYS)
                        .description("asks for the right")
                        .tagSpecifications(tags.on(ResourceType.SECURITY_GROUP))
                        .dryRun(true)),
        "ImportKeyPair",
        ec2 ->
            ec2.importKeyPair(
                r ->
                    r.keyName(order.keyName())
                        .publicKeyMaterial(key)
                        .tagSpecifications(tags.on(ResourceType.KEY_PAIR))
                        .dryRun(true)),
        "RunInstances",
        ec2 -> ec2.runInstances(order.rehearsal()));
  }

  private static Map<String, DryRun> changes() {
    return Map.of(
        "AttachInternetGateway",
        ec2 -> ec2.attachInternetGateway(r -> r.internetGatewayId(GATEWAY).vpcId(VPC).dryRun(true)),
        "AssociateRouteTable",
        ec2 -> ec2.associateRouteTable(r -> r.routeTableId(TABLE).subnetId(SUBNET).dryRun(true)),
        "CreateRoute",
        ec2 ->
            ec2.createRoute(
                r ->
                    r.routeTableId(TABLE)
                        .gatewayId(GATEWAY)
                        .destinationCidrBlock("0.0.0.0/0")
                        .dryRun(true)),
        "AuthorizeSecurityGroupIngress",
        ec2 ->
            ec2.authorizeSecurityGroupIngress(
                r ->
                    r.groupId(GROUP).ipPermissions(Ec2Network.amongThemselves(GROUP)).dryRun(true)),
        "RevokeSecurityGroupIngress",
        ec2 ->
            ec2.revokeSecurityGroupIngress(
                r ->
                    r.groupId(GROUP).ipPermissions(Ec2Network.amongThemselves(GROUP)).dryRun(true)),
        "CreateTags",
        ec2 ->
            ec2.createTags(
                r -> r.resources(MACHINE).tags(LabTags.tag(LabTags.NAME, "node1")).dryRun(true)));
  }

  private Map<String, DryRun> deletions() {
    var deletions =
        new TreeMap<String, DryRun>(
            Map.of(
                "TerminateInstances",
                ec2 -> ec2.terminateInstances(r -> r.instanceIds(MACHINE).dryRun(true)),
                "DeleteVolume",
                ec2 -> ec2.deleteVolume(r -> r.volumeId("vol-" + LabRights.NOBODYS).dryRun(true)),
                "DeleteNetworkInterface",
                ec2 ->
                    ec2.deleteNetworkInterface(
                        r -> r.networkInterfaceId("eni-" + LabRights.NOBODYS).dryRun(true)),
                "DeleteKeyPair",
                ec2 -> ec2.deleteKeyPair(r -> r.keyName(MachineOrder.NOBODYS_KEY).dryRun(true)),
                "DeleteSecurityGroup",
                ec2 -> ec2.deleteSecurityGroup(r -> r.groupId(GROUP).dryRun(true)),
                "DeleteSubnet",
                ec2 -> ec2.deleteSubnet(r -> r.subnetId(SUBNET).dryRun(true)),
                "DeleteRouteTable",
                ec2 -> ec2.deleteRouteTable(r -> r.routeTableId(TABLE).dryRun(true)),
                "DetachInternetGateway",
                ec2 ->
                    ec2.detachInternetGateway(
                        r -> r.internetGatewayId(GATEWAY).vpcId(VPC).dryRun(true)),
                "DeleteInternetGateway",
                ec2 -> ec2.deleteInternetGateway(r -> r.internetGatewayId(GATEWAY).dryRun(true)),
                "DeleteVpc",
                ec2 -> ec2.deleteVpc(r -> r.vpcId(VPC).dryRun(true))));
    // Amazon's needs none, see Ec2Deletions, and may not tell a right from a table it cannot find.
    if (endpoint.api().isPresent()) {
      deletions.put(
          "DisassociateRouteTable",
          ec2 ->
              ec2.disassociateRouteTable(
                  r -> r.associationId("rtbassoc-" + LabRights.NOBODYS).dryRun(true)));
    }
    return deletions;
  }
}
