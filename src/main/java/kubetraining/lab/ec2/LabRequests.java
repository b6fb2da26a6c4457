package kubetraining.lab.ec2;

import kubetraining.host.Ipv4Range;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Asks for the things of a lab, each with its tags: in earnest, or for the right to make it. */
record LabRequests(LabTags tags) {
  CreateVpcRequest vpc() {
    return CreateVpcRequest.builder()
        .cidrBlock(Ipv4Range.parse(tags.spec().networkRange()).toString())
        .tagSpecifications(tags.on(ResourceType.VPC))
        .build();
  }

  CreateInternetGatewayRequest gateway() {
    return CreateInternetGatewayRequest.builder()
        .tagSpecifications(tags.on(ResourceType.INTERNET_GATEWAY))
        .build();
  }

  CreateRouteTableRequest table(String vpc) {
    return CreateRouteTableRequest.builder()
        .vpcId(vpc)
        .tagSpecifications(tags.on(ResourceType.ROUTE_TABLE))
        .build();
  }

  /** The subnet, in a zone of that name or in any. */
  CreateSubnetRequest subnet(String vpc, String zone) {
    String range = Ipv4Range.parse(tags.spec().networkRange()).labSubnet().toString();
    var subnet = CreateSubnetRequest.builder().vpcId(vpc).availabilityZone(zone);
    return subnet.cidrBlock(range).tagSpecifications(tags.on(ResourceType.SUBNET)).build();
  }

  CreateSecurityGroupRequest group(String vpc) {
    String lab = tags.spec().name();
    var group = CreateSecurityGroupRequest.builder().groupName("kube-training-" + lab).vpcId(vpc);
    group.description("Admits the caller of lab " + lab);
    return group.tagSpecifications(tags.on(ResourceType.SECURITY_GROUP)).build();
  }

  ImportKeyPairRequest key(String name) {
    return ImportKeyPairRequest.builder()
        .keyName(name)
        .publicKeyMaterial(SdkBytes.fromUtf8String(tags.spec().publicKey()))
        .tagSpecifications(tags.on(ResourceType.KEY_PAIR))
        .build();
  }
}
