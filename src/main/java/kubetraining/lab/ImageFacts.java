package kubetraining.lab;

/**
 * The image that machines are started from.
 *
 * @param owner the account that published it
 */
public record ImageFacts(String name, String owner) {
  /** The account of Canonical, which publishes Ubuntu; anybody may call an image so. */
  public static final String CANONICAL = "099720109477";
}
