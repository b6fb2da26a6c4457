package kubetraining.lab.embedded.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import kubetraining.host.Texts;

/**
 * Where the container engine is looked for, and who says so.
 *
 * @param host the address, as {@code DOCKER_HOST} writes it
 * @param source what named it; empty if nothing did, and it is the usual one
 * @param certificates a folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, where the
 *     engine asks for them
 * @param trouble why it cannot be used, where its settings alone tell
 */
record EngineAddress(
    String host,
    Optional<Source> source,
    Optional<Path> certificates,
    Optional<EngineTrouble> trouble) {
  static final String USUAL = "unix:///var/run/docker.sock";
  static final String NAME_USUAL = "export DOCKER_HOST=" + USUAL;
  private static final String UNIX = "unix://";

  /**
   * What named the engine.
   *
   * @param name the variable or file
   * @param undo what to type so that it names it no more
   */
  record Source(String name, String undo) {
    String undoOr(String other) {
      return Texts.of("%s   (or%s)", undo, other);
    }
  }

  /** The address that engines have where nobody says otherwise. */
  static EngineAddress usual() {
    return new EngineAddress(USUAL, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What to do about it: take back what named it, or else {@code other}, which follows "or". */
  String cure(String other, String whereUsual) {
    return source.map(by -> by.undoOr(other)).orElse(whereUsual);
  }

  /** The socket's file; empty if the engine is reached over the network. */
  Optional<Path> socket() {
    return host.startsWith(UNIX)
        ? Optional.of(Path.of(host.substring(UNIX.length())))
        : Optional.empty();
  }

  /** The address in the form that the client takes, whatever characters the path has. */
  URI uri() {
    try {
      return socket().isPresent()
          ? new URI("unix", null, socket().get().toAbsolutePath().toString(), null)
          : URI.create(host);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no address of a container engine: " + host, e);
    }
  }

  /** The address, and who named it. */
  @Override
  public String toString() {
    return source.map(by -> Texts.of("%s (by %s)", host, by.name())).orElse(host);
  }
}
