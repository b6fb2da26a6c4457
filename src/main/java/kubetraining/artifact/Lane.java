package kubetraining.artifact;

/** Work of one kind, and how much of it goes on at the same time. */
enum Lane {
  /** A Go build uses all cores but while it links; a second one fills those gaps. */
  GO(2),
  /** apt, Maven, pip and downloads wait for the network more than for a core. */
  NETWORK(3),
  /** Compressing layers takes a core each. */
  IMAGE(2);

  private final int width;

  Lane(int width) {
    this.width = width;
  }

  int width() {
    return width;
  }
}
