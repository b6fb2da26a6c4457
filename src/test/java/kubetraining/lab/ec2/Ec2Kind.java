package kubetraining.lab.ec2;

import java.util.List;

/** How a kind of thing is spelled in names of calls, in answers and in parameters. */
record Ec2Kind(String type, String word, String set, String idElement, String idParameter) {

  static final List<Ec2Kind> ALL =
      List.of(
          new Ec2Kind("vpc", "Vpc", "vpcSet", "vpcId", "VpcId"),
          new Ec2Kind("subnet", "Subnet", "subnetSet", "subnetId", "SubnetId"),
          new Ec2Kind(
              "internet-gateway",
              "InternetGateway",
              "internetGatewaySet",
              "internetGatewayId",
              "InternetGatewayId"),
          new Ec2Kind("route-table", "RouteTable", "routeTableSet", "routeTableId", "RouteTableId"),
          new Ec2Kind("security-group", "SecurityGroup", "securityGroupInfo", "groupId", "GroupId"),
          new Ec2Kind("key-pair", "KeyPair", "keySet", "keyName", "KeyName"),
          new Ec2Kind("volume", "Volume", "volumeSet", "volumeId", "VolumeId"),
          new Ec2Kind(
              "network-interface",
              "NetworkInterface",
              "networkInterfaceSet",
              "networkInterfaceId",
              "NetworkInterfaceId"));
}
