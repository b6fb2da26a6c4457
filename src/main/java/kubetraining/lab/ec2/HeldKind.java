package kubetraining.lab.ec2;

import java.util.Arrays;

/** The kinds of things a lab holds, in the order in which they can be given back. */
enum HeldKind {
  INSTANCE("instance"),
  VOLUME("volume"),
  NETWORK_INTERFACE("network interface"),
  KEY_PAIR("key pair"),
  SECURITY_GROUP("security group"),
  SUBNET("subnet"),
  ROUTE_TABLE("route table"),
  INTERNET_GATEWAY("internet gateway"),
  VPC("VPC");

  private final String word;

  HeldKind(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static HeldKind of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst().orElseThrow();
  }
}
