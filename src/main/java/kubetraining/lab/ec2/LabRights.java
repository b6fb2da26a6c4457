package kubetraining.lab.ec2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import kubetraining.lab.ImageFacts;

/**
 * What whoever brings up labs has to be allowed, and nothing beyond: anything may be looked at, but
 * only what has a lab's tag is made, changed or deleted. {@link RightsCheck} asks whether it is
 * allowed before anything is made.
 */
public final class LabRights {
  /** An identifier that nothing ever has: what is asked about it is asked for the rights alone. */
  static final String NOBODYS = "00000000000000000";

  /**
   * Size costs money: whoever steals a key should not run the largest machines. EC2 knows Canonical
   * by its account, and as one of those that Amazon vouches for.
   */
  private static final String POLICY =
      """
      {"Version": "2012-10-17",
       "Statement": [
        {"Sid": "Look", "Effect": "Allow", "Action": ["ec2:DescribeImages",
         "ec2:DescribeInstanceStatus", "ec2:DescribeInstanceTypeOfferings",
         "ec2:DescribeInstances", "ec2:DescribeInternetGateways", "ec2:DescribeKeyPairs",
         "ec2:DescribeNetworkInterfaces", "ec2:DescribeRegions", "ec2:DescribeRouteTables",
         "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVolumes",
         "ec2:DescribeVpcs"], "Resource": ["*"]},
        {"Sid": "MakeVpc", "Effect": "Allow", "Action": ["ec2:CreateVpc"], "Resource":
         ["arn:aws:ec2:*:*:vpc/*"], "Condition": {"StringLike":
         {"aws:RequestTag/kube-training/lab": "*"}}},
        {"Sid": "MakeWhatBelongsToIt", "Effect": "Allow", "Action":
         ["ec2:CreateInternetGateway", "ec2:CreateRouteTable", "ec2:CreateSecurityGroup",
         "ec2:CreateSubnet", "ec2:ImportKeyPair"], "Resource":
         ["arn:aws:ec2:*:*:internet-gateway/*", "arn:aws:ec2:*:*:key-pair/*",
         "arn:aws:ec2:*:*:route-table/*", "arn:aws:ec2:*:*:security-group/*",
         "arn:aws:ec2:*:*:subnet/*"], "Condition": {"StringLike":
         {"aws:RequestTag/kube-training/lab": "*"}}},
        {"Sid": "MakeItInOurVpc", "Effect": "Allow", "Action": ["ec2:CreateRouteTable",
         "ec2:CreateSecurityGroup", "ec2:CreateSubnet"], "Resource": ["arn:aws:ec2:*:*:vpc/*"],
         "Condition": {"StringLike": {"aws:ResourceTag/kube-training/lab": "*"}}},
        {"Sid": "RunSmallMachines", "Effect": "Allow", "Action": ["ec2:RunInstances"],
         "Resource": ["arn:aws:ec2:*:*:instance/*"], "Condition": {"StringEquals":
         {"ec2:InstanceType": ["t2.medium", "t2.large", "t3.medium", "t3.large", "t3a.medium",
         "t3a.large"]}, "StringLike": {"aws:RequestTag/kube-training/lab": "*"}}},
        {"Sid": "RunWithTheirParts", "Effect": "Allow", "Action": ["ec2:RunInstances"],
         "Resource": ["arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:volume/*"],
         "Condition": {"StringLike": {"aws:RequestTag/kube-training/lab": "*"}}},
        {"Sid": "RunInWhatIsOurs", "Effect": "Allow", "Action": ["ec2:RunInstances"],
         "Resource": ["arn:aws:ec2:*:*:key-pair/*", "arn:aws:ec2:*:*:security-group/*",
         "arn:aws:ec2:*:*:subnet/*"], "Condition": {"StringLike":
         {"aws:ResourceTag/kube-training/lab": "*"}}},
        {"Sid": "RunUbuntu", "Effect": "Allow", "Action": ["ec2:RunInstances"], "Resource":
         ["arn:aws:ec2:*::image/*"], "Condition": {"StringEquals": {"ec2:Owner": ["{canonical}",
         "amazon"]}}},
        {"Sid": "TagWhatIsMade", "Effect": "Allow", "Action": ["ec2:CreateTags"], "Resource":
         ["arn:aws:ec2:*:*:*/*"], "Condition": {"StringEquals": {"ec2:CreateAction":
         ["CreateRouteTable", "CreateSecurityGroup", "CreateSubnet", "CreateInternetGateway",
         "CreateVpc", "ImportKeyPair", "RunInstances"]}, "StringLike":
         {"aws:RequestTag/kube-training/lab": "*"}}},
        {"Sid": "NameAndExtendWhatIsOurs", "Effect": "Allow", "Action": ["ec2:CreateTags"],
         "Resource": ["arn:aws:ec2:*:*:*/*"], "Condition": {"ForAllValues:StringEquals":
         {"aws:TagKeys": ["Name", "kube-training/expires-at"]}, "StringLike":
         {"aws:ResourceTag/kube-training/lab": "*"}}},
        {"Sid": "ChangeWhatIsOurs", "Effect": "Allow", "Action": ["ec2:AssociateRouteTable",
         "ec2:AttachInternetGateway", "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateRoute",
         "ec2:DeleteInternetGateway", "ec2:DeleteKeyPair", "ec2:DeleteNetworkInterface",
         "ec2:DeleteRouteTable", "ec2:DeleteSecurityGroup", "ec2:DeleteSubnet",
         "ec2:DeleteVolume", "ec2:DeleteVpc", "ec2:DetachInternetGateway",
         "ec2:DisassociateRouteTable", "ec2:RevokeSecurityGroupIngress",
         "ec2:TerminateInstances"], "Resource": ["arn:aws:ec2:*:*:*/*"], "Condition":
         {"StringLike": {"aws:ResourceTag/kube-training/lab": "*"}}},
        {"Sid": "AskBeforehand", "Effect": "Allow", "Action": ["ec2:AssociateRouteTable",
         "ec2:AttachInternetGateway", "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateRoute",
         "ec2:CreateRouteTable", "ec2:CreateSecurityGroup", "ec2:CreateSubnet", "ec2:CreateTags",
         "ec2:DeleteInternetGateway", "ec2:DeleteKeyPair", "ec2:DeleteNetworkInterface",
         "ec2:DeleteRouteTable", "ec2:DeleteSecurityGroup", "ec2:DeleteSubnet",
         "ec2:DeleteVolume", "ec2:DeleteVpc", "ec2:DetachInternetGateway",
         "ec2:DisassociateRouteTable", "ec2:RevokeSecurityGroupIngress", "ec2:RunInstances",
         "ec2:TerminateInstances"], "Resource": ["arn:aws:ec2:*:*:*/*{nobodys}"]}]}
      """;

  private LabRights() {}

  /** An IAM policy that allows it, in JSON. */
  public static String policy() {
    var json = JsonMapper.builder().build();
    var indented = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter().withObjectIndenter(indented).withArrayIndenter(indented);
    try {
      var text = POLICY.replace("{canonical}", ImageFacts.CANONICAL).replace("{nobodys}", NOBODYS);
      return json.writer(printer).writeValueAsString(json.readTree(text)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("this policy is JSON", e);
    }
  }
}
