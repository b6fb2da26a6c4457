package kubetraining.lab.ec2;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.UUID;
import kubetraining.lab.ImageFacts;
import kubetraining.lab.LabSpec;
import kubetraining.lab.LabUnavailableException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/**
 * The request for all machines of one lab. Their source and destination check stays on: flannel's
 * vxlan wraps the pods' packets in those of the machines, so none with a foreign address is seen.
 *
 * @param token makes a request that is sent again ask for the same machines, where the API knows
 *     it; each place has its own
 */
record MachineOrder(LabRequests requests, Image image, String token) {
  /** The volume of a machine. */
  static final int ROOT_GIB = 20;

  /** How the names of key pairs begin. */
  static final String KEY = "kube-training-";

  private static final String UBUNTU = "ubuntu/images/hvm-ssd*/ubuntu-noble-24.04-amd64-server-*";
  private static final Comparator<Image> NEWER =
      comparing(Image::creationDate, nullsFirst(naturalOrder()))
          .thenComparing(Image::name, nullsFirst(naturalOrder()));

  static MachineOrder of(LabRequests requests, Image image) {
    var run = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    return new MachineOrder(requests, image, requests.spec().name() + "-" + run);
  }

  /**
   * Canonical's newest Ubuntu 24.04, which is the machine image of every lab. It is looked up by
   * owner and name: Canonical also publishes it as a parameter of Systems Manager, but that is one
   * more service to have rights for, and not every region and no local API has it.
   */
  static Image newestUbuntu(Ec2Client ec2, String where) {
    Filter[] those = {LabTags.filter("name", UBUNTU), LabTags.filter("state", "available")};
    String none = "%s has no image named %s of owner %s (Canonical); try another region";
    return ec2.describeImages(r -> r.owners(ImageFacts.CANONICAL).filters(those)).images().stream()
        .max(NEWER)
        .orElseThrow(() -> new LabUnavailableException(none, where, UBUNTU, ImageFacts.CANONICAL));
  }

  LabSpec spec() {
    return requests.spec();
  }

  /** The name of the key pair, its own for each run, as key pairs of one name collide. */
  String keyName() {
    return KEY + token;
  }

  /**
   * Asks whether machines would be given, if it is sent as a dry run. What they would be put into
   * is nobody's: whoever may use only what is ours may not use what the account has by default.
   */
  RunInstancesRequest rehearsal() {
    var card = card(HeldKind.SUBNET.nobodys(), HeldKind.SECURITY_GROUP.nobodys());
    return common(card).keyName(HeldKind.KEY_PAIR.nobodys()).build();
  }

  RunInstancesRequest request(Ec2Network.Place place, boolean publicAddresses) {
    var card = card(place.subnetId(), place.groupId());
    card.associatePublicIpAddress(publicAddresses).deleteOnTermination(true);
    return common(card).keyName(keyName()).clientToken(token + "-" + place.number()).build();
  }

  private static InstanceNetworkInterfaceSpecification.Builder card(String subnet, String group) {
    var card = InstanceNetworkInterfaceSpecification.builder().deviceIndex(0);
    return card.subnetId(subnet).groups(group);
  }

  private RunInstancesRequest.Builder common(InstanceNetworkInterfaceSpecification.Builder card) {
    // A machine ends itself when its time is over, also if nobody is left to end it.
    var firstBoot = spec().lease().script().getBytes(StandardCharsets.UTF_8);
    int count = spec().machines();
    var order =
        RunInstancesRequest.builder().imageId(image.imageId()).networkInterfaces(card.build());
    order.instanceType(spec().instanceType()).minCount(count).maxCount(count);
    order.instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE);
    order.userData(Base64.getEncoder().encodeToString(firstBoot));
    order.metadataOptions(MachineOrder::tokensAlone);
    order.blockDeviceMappings(disk(image.rootDeviceName()));
    spec().cpuCredits().ifPresent(it -> order.creditSpecification(r -> r.cpuCredits(it)));
    var disk = requests.on(ResourceType.VOLUME);
    var cards = requests.on(ResourceType.NETWORK_INTERFACE);
    return order.tagSpecifications(requests.onMachines(), disk, cards);
  }

  private static void tokensAlone(InstanceMetadataOptionsRequest.Builder metadata) {
    metadata.httpEndpoint(InstanceMetadataEndpointState.ENABLED).httpPutResponseHopLimit(1);
    metadata.httpTokens(HttpTokensState.REQUIRED);
  }

  private static BlockDeviceMapping disk(String name) {
    var disk = EbsBlockDevice.builder().volumeSize(ROOT_GIB).volumeType(VolumeType.GP3);
    disk.encrypted(true).deleteOnTermination(true);
    return BlockDeviceMapping.builder().deviceName(name).ebs(disk.build()).build();
  }
}
