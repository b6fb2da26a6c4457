package kubetraining.lab;

/** The two values by which a program proves to an EC2 API for whom it acts. */
public record AccessKey(String id, String secret) {
  /** Where no call is checked, any does. */
  public static final AccessKey UNCHECKED = new AccessKey("local", "unchecked");

  @Override
  public String toString() {
    return "access key " + id;
  }
}
