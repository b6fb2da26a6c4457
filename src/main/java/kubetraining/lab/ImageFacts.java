package kubetraining.lab;

/**
 * The image that machines are started from.
 *
 * @param owner the account that published it
 */
public record ImageFacts(String id, String name, String owner) {}
