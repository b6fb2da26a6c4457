package kubetraining.lab.ec2;

/** The two values by which a program proves to an EC2 API for whom it acts. */
public record AccessKey(String id, String secret) {
  @Override
  public String toString() {
    return "access key " + id;
  }
}
