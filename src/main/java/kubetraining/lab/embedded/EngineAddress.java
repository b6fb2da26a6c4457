package kubetraining.lab.embedded;

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
  private static final String UNIX = "unix://";

  /**
   * What named the engine.
   *
   * @param name the variable or file
   * @param undo what to type so that it names it no more
   */
  record Source(String name, String undo) {}

  /** The address that engines have where nobody says otherwise. */
  static EngineAddress usual() {
    return new EngineAddress(USUAL, Optional.empty(), Optional.empty(), Optional.empty());
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
