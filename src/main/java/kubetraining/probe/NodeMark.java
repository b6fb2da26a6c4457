package kubetraining.probe;

/**
 * What tells a node from one of the same name in another cluster.
 *
 * @param made when the API server first heard of it, as {@code 2026-11-29 09:34:32}
 */
public record NodeMark(String name, String address, String made) {}
