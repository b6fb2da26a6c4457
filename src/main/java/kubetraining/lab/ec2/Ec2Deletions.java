package kubetraining.lab.ec2;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/** The call that deletes a thing of each kind, safe to repeat. */
record Ec2Deletions(Ec2Client ec2, Ec2Holdings holdings) {

  /**
   * Deletes one thing, or finds it deleted.
   *
   * @return empty if it is gone or going, else why it cannot go yet
   */
  Optional<String> tryDelete(HeldKind kind, String id) {
    try {
      delete(kind, id);
      return Optional.empty();
    } catch (SdkException e) {
      var refusal = Refusal.of(e);
      if (refusal.notFound()) {
        return Optional.empty();
      }
      if (refusal.is("DependencyViolation", "VolumeInUse", "IncorrectState", "InvalidGroup.InUse")
          || refusal.is("InvalidParameterValue") && kind == HeldKind.NETWORK_INTERFACE) {
        return Optional.of(refusal.toString());
      }
      throw e;
    }
  }

  private void delete(HeldKind kind, String id) {
    switch (kind) {
      case INSTANCE ->
          ec2.terminateInstances(TerminateInstancesRequest.builder().instanceIds(id).build());
      case VOLUME -> ec2.deleteVolume(DeleteVolumeRequest.builder().volumeId(id).build());
      case NETWORK_INTERFACE ->
          ec2.deleteNetworkInterface(
              DeleteNetworkInterfaceRequest.builder().networkInterfaceId(id).build());
      case KEY_PAIR -> ec2.deleteKeyPair(DeleteKeyPairRequest.builder().keyName(id).build());
      case SECURITY_GROUP ->
          ec2.deleteSecurityGroup(DeleteSecurityGroupRequest.builder().groupId(id).build());
      case SUBNET -> ec2.deleteSubnet(DeleteSubnetRequest.builder().subnetId(id).build());
      case ROUTE_TABLE -> deleteRouteTable(id);
      case INTERNET_GATEWAY -> deleteGateway(id);
      case VPC -> ec2.deleteVpc(DeleteVpcRequest.builder().vpcId(id).build());
    }
  }

  /** AWS ends the association with its subnet; an API that does not must be told. */
  private void deleteRouteTable(String id) {
    for (var table : holdings.routeTables(LabTags.filter("route-table-id", id))) {
      for (var association : table.associations()) {
        var request =
            DisassociateRouteTableRequest.builder()
                .associationId(association.routeTableAssociationId())
                .build();
        unless("InvalidAssociationID.NotFound", () -> ec2.disassociateRouteTable(request));
      }
    }
    ec2.deleteRouteTable(DeleteRouteTableRequest.builder().routeTableId(id).build());
  }

  private void deleteGateway(String id) {
    for (var gateway : holdings.gateways(LabTags.filter("internet-gateway-id", id))) {
      for (var attachment : gateway.attachments()) {
        var request =
            DetachInternetGatewayRequest.builder()
                .internetGatewayId(id)
                .vpcId(attachment.vpcId())
                .build();
        unless("Gateway.NotAttached", () -> ec2.detachInternetGateway(request));
      }
    }
    ec2.deleteInternetGateway(DeleteInternetGatewayRequest.builder().internetGatewayId(id).build());
  }

  /** A step that may have been done already, which this code then says. */
  static void unless(String done, Runnable step) {
    try {
      step.run();
    } catch (SdkException e) {
      if (!Refusal.of(e).is(done)) {
        throw e;
      }
    }
  }
}
