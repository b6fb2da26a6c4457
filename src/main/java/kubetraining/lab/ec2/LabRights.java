package kubetraining.lab.ec2;

/** What whoever asks EC2 for a lab has to be allowed. */
public final class LabRights {
  private LabRights() {}

  /** An IAM policy that allows it, in JSON. */
  public static String policy() {
    return """
        {"Version": "2012-10-17",
         "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}]}
        """;
  }
}
