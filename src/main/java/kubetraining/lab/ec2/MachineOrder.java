package kubetraining.lab.ec2;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import kubetraining.lab.LabSpec;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreditSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
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
record MachineOrder(LabSpec spec, LabTags tags, UbuntuImage image, String token) {
  /** The volume of a machine. */
  static final int ROOT_GIB = 20;

  /** The name of no key pair, for questions about rights. */
  static final String NOBODYS_KEY = "kube-training-" + LabRights.NOBODYS;

  static MachineOrder of(LabSpec spec, LabTags tags, UbuntuImage image) {
    var run = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    return new MachineOrder(spec, tags, image, spec.name() + "-" + run);
  }

  /** The name of the key pair, its own for each run, as key pairs of one name collide. */
  String keyName() {
    return "kube-training-" + token;
  }

  /**
   * Asks whether machines would be given, before anything is made. What they would be put into is
   * nobody's: whoever may use only what is ours may not use what the account has by default.
   */
  RunInstancesRequest rehearsal() {
    var card =
        InstanceNetworkInterfaceSpecification.builder()
            .deviceIndex(0)
            .subnetId("subnet-" + LabRights.NOBODYS)
            .groups("sg-" + LabRights.NOBODYS)
            .build();
    return common().keyName(NOBODYS_KEY).networkInterfaces(card).dryRun(true).build();
  }

  RunInstancesRequest request(Ec2Network.Place place, boolean publicAddresses) {
    var card =
        InstanceNetworkInterfaceSpecification.builder()
            .deviceIndex(0)
            .subnetId(place.subnetId())
            .groups(place.groupId())
            .associatePublicIpAddress(publicAddresses)
            .deleteOnTermination(true)
            .build();
    return common()
        .keyName(keyName())
        .clientToken(token + "-" + place.number())
        .networkInterfaces(card)
        .build();
  }

  private RunInstancesRequest.Builder common() {
    var order =
        RunInstancesRequest.builder()
            .imageId(image.id())
            .instanceType(spec.instanceType())
            .minCount(spec.machines())
            .maxCount(spec.machines())
            .instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE)
            .metadataOptions(
                InstanceMetadataOptionsRequest.builder()
                    .httpEndpoint(InstanceMetadataEndpointState.ENABLED)
                    .httpTokens(HttpTokensState.REQUIRED)
                    .httpPutResponseHopLimit(1)
                    .build())
            .blockDeviceMappings(rootVolume())
            // A machine ends itself when its time is over, also if nobody is left to end it.
            .userData(
                Base64.getEncoder()
                    .encodeToString(spec.lease().script().getBytes(StandardCharsets.UTF_8)))
            .tagSpecifications(
                tags.onMachines(),
                tags.on(ResourceType.VOLUME),
                tags.on(ResourceType.NETWORK_INTERFACE));
    spec.cpuCredits()
        .map(credits -> CreditSpecificationRequest.builder().cpuCredits(credits).build())
        .ifPresent(order::creditSpecification);
    return order;
  }

  private BlockDeviceMapping rootVolume() {
    return BlockDeviceMapping.builder()
        .deviceName(image.rootDevice())
        .ebs(
            EbsBlockDevice.builder()
                .encrypted(true)
                .volumeSize(ROOT_GIB)
                .volumeType(VolumeType.GP3)
                .deleteOnTermination(true)
                .build())
        .build();
  }
}
