package kubetraining.lab.embedded.engine;

import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import kubetraining.host.Connections;
import kubetraining.host.Environment;
import kubetraining.host.Programs;
import kubetraining.host.RootfsMode;

/**
 * What was found of a container engine on this computer, before anything is done about it.
 *
 * @param address where the engine is looked for
 */
public record EngineSituation(
    EngineAddress address,
    Socket socket,
    boolean installed,
    boolean root,
    boolean debian,
    boolean systemd) {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** What connecting to the engine's socket came to. */
  enum Socket {
    CONNECTS,
    ABSENT,
    REFUSES,
    DENIED,
    /** There is a file or folder, but no socket. */
    NO_SOCKET,
    /** Its settings alone tell that it cannot be used. */
    NOT_TRIED;

    String seen() {
      return switch (this) {
        case DENIED -> "this user is not allowed to use it";
        case NO_SOCKET -> "that is a file or a folder, not a socket";
        default -> "nothing answers there";
      };
    }
  }

  public static EngineSituation look() {
    var address = new DockerSettings(Environment.ofProcess()).engine();
    var socket = address.trouble().isPresent() ? Socket.NOT_TRIED : knock(address);
    boolean installed = Programs.has("dockerd");
    boolean debian = Programs.has("apt-get");
    boolean systemd = Files.isDirectory(Path.of("/run/systemd/system"));
    return new EngineSituation(address, socket, installed, RootfsMode.isRoot(), debian, systemd);
  }

  static Socket knock(EngineAddress address) {
    return address.socket().map(EngineSituation::knock).orElseGet(() -> knock(address.uri()));
  }

  private static Socket knock(Path path) {
    try {
      if (Files.exists(path) && !Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
        return Socket.NO_SOCKET;
      }
      try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        // An engine that was stopped may have a full queue, and then connecting would wait, too.
        channel.configureBlocking(false);
        channel.connect(UnixDomainSocketAddress.of(path));
        return Socket.CONNECTS;
      }
    } catch (BindException e) {
      // Java's name for EACCES, whatever the language of the system's messages.
      return Socket.DENIED;
    } catch (IOException e) {
      return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? Socket.REFUSES : Socket.ABSENT;
    }
  }

  private static Socket knock(URI network) {
    boolean open = Connections.accepts(network.getHost(), network.getPort(), CONNECT);
    return open ? Socket.CONNECTS : Socket.REFUSES;
  }

  boolean answers() {
    return socket == Socket.CONNECTS;
  }

  /**
   * Connects to the engine; installs and starts nothing.
   *
   * @throws EngineTrouble if it does not answer or cannot be used
   */
  public DockerEngine engine() {
    if (!answers()) {
      var remedy = EngineRemedy.of(this, true);
      throw new EngineTrouble(remedy.found(), remedy.command());
    }
    return EngineConnection.to(address);
  }

  /** Whether no engine ever was here, so that no lab can be left on one. */
  public boolean neverWas() {
    return socket == Socket.ABSENT && !installed && address.source().isEmpty();
  }
}
