package kubetraining.lab.ec2;

import static kubetraining.lab.ec2.HeldKind.INTERNET_GATEWAY;
import static kubetraining.lab.ec2.HeldKind.ROUTE_TABLE;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.lab.LabUnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Asks for each right of {@link LabRights} by a dry run, before anything is made: a right that is
 * missing in the middle leaves a lab half made, and one that is missing at the end leaves it there.
 *
 * <p>What is asked about is nobody's, so EC2 refuses for the lack of a right, or because there is
 * no such thing, and only the first counts.
 */
record RightsCheck(Ec2Connection connection) {
  private static final int AT_ONCE = 8;
  private static final String VPC = HeldKind.VPC.nobodys();
  private static final String SUBNET = HeldKind.SUBNET.nobodys();
  private static final String GROUP = HeldKind.SECURITY_GROUP.nobodys();

  /**
   * Asks for all rights that bringing up and giving back a lab takes.
   *
   * @throws LabUnavailableException if some are missing; it names all of them
   */
  void demandAll(LabRequests requests) {
    var missing = connection.endpoint().hasAccounts() ? missing(requests) : Set.<String>of();
    if (!missing.isEmpty()) {
      throw new LabUnavailableException(
          "these credentials are not allowed to do %s in %s; nothing was made: %s",
          String.join(", ", missing), connection.endpoint().where(), Refusal.ATTACH_POLICY);
    }
  }

  private Set<String> missing(LabRequests requests) {
    var pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      var answers =
          Stream.of(looks(), creations(requests), changes(requests), deletions())
              .flatMap(calls -> calls)
              .map(call -> CompletableFuture.supplyAsync(() -> missingFor(call), pool))
              .toList();
      var missing = answers.stream().flatMap(answer -> answer.join().stream());
      return missing.collect(Collectors.toCollection(TreeSet::new));
    } finally {
      pool.shutdownNow();
    }
  }

  /** The right that is missing for a call. */
  private Optional<String> missingFor(Consumer<Ec2Client> call) {
    try {
      call.accept(connection.dry());
      return Optional.empty();
    } catch (SdkException e) {
      // Not every API says it as EC2 does.
      return Optional.of(Refusal.of(e))
          .filter(it -> it.is("UnauthorizedOperation", "AccessDenied"))
          .map(Refusal::missingRight);
    }
  }

  private static Stream<Consumer<Ec2Client>> looks() {
    return Stream.concat(
        Arrays.stream(HeldKind.values()).map(kind -> ec2 -> kind.look(ec2).findFirst()),
        Stream.of(
            Ec2Client::describeImages,
            Ec2Client::describeInstanceStatus,
            ec2 -> ec2.describeInstanceTypeOfferings(r -> {}),
            Ec2Client::describeRegions));
  }

  private static Stream<Consumer<Ec2Client>> creations(LabRequests requests) {
    var image = Image.builder().imageId("ami-" + LabRights.NOBODYS).rootDeviceName("/dev/sda1");
    var order = MachineOrder.of(requests, image.build());
    return Stream.of(
        ec2 -> ec2.createVpc(requests::vpc),
        ec2 -> ec2.createInternetGateway(requests::gateway),
        ec2 -> ec2.createSubnet(r -> requests.subnet(r.vpcId(VPC))),
        ec2 -> ec2.createRouteTable(r -> requests.table(r.vpcId(VPC))),
        ec2 -> ec2.createSecurityGroup(r -> requests.group(r.vpcId(VPC))),
        ec2 -> ec2.importKeyPair(r -> requests.key(r.keyName(order.keyName()))),
        ec2 -> ec2.runInstances(order.rehearsal()));
  }

  private static Stream<Consumer<Ec2Client>> changes(LabRequests requests) {
    var gateway = INTERNET_GATEWAY.nobodys();
    var table = ROUTE_TABLE.nobodys();
    var rule = LabRequests.amongThemselves(GROUP);
    var name = LabTags.tag(LabTags.NAME, "node1");
    return Stream.of(
        ec2 -> ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(VPC)),
        ec2 -> ec2.detachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(VPC)),
        ec2 -> ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(SUBNET)),
        ec2 -> ec2.createRoute(r -> requests.wayOut(r.routeTableId(table).gatewayId(gateway))),
        ec2 -> ec2.authorizeSecurityGroupIngress(r -> r.groupId(GROUP).ipPermissions(rule)),
        ec2 -> ec2.revokeSecurityGroupIngress(r -> r.groupId(GROUP).ipPermissions(rule)),
        ec2 -> ec2.createTags(r -> r.resources(HeldKind.INSTANCE.nobodys()).tags(name)));
  }

  private Stream<Consumer<Ec2Client>> deletions() {
    Stream<Consumer<Ec2Client>> all =
        Arrays.stream(HeldKind.values()).map(kind -> ec2 -> kind.delete(ec2, kind.nobodys()));
    String id = "rtbassoc-" + LabRights.NOBODYS;
    Consumer<Ec2Client> loosen = ec2 -> ec2.disassociateRouteTable(r -> r.associationId(id));
    // Amazon's needs none, see Ec2Teardown, and may not tell a right from a table it cannot find.
    return connection.endpoint().api().isEmpty() ? all : Stream.concat(all, Stream.of(loosen));
  }
}
