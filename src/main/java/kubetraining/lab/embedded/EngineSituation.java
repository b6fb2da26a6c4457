package kubetraining.lab.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import kubetraining.host.Connections;
import kubetraining.host.Environment;

/**
 * What was found of a container engine on this computer, before anything is done about it.
 *
 * @param address where the engine is looked for
 */
record EngineSituation(
    EngineAddress address,
    Socket socket,
    boolean installed,
    boolean root,
    boolean debian,
    boolean systemd) {
  private static final int CONNECT_MILLIS = 5000;

  /** What connecting to the engine's socket came to. */
  enum Socket {
    CONNECTS,
    ABSENT,
    REFUSES,
    DENIED,
    /** There is a file or folder, but no socket. */
    NO_SOCKET,
    /** Its settings alone tell that it cannot be used. */
    NOT_TRIED
  }

  static EngineSituation look() {
    var environment = Environment.ofProcess();
    var address = new DockerSettings(environment).engine();
    return new EngineSituation(
        address,
        address.trouble().isPresent() ? Socket.NOT_TRIED : knock(address),
        onPath(environment, "dockerd"),
        "root".equals(System.getProperty("user.name")),
        onPath(environment, "apt-get"),
        Files.isDirectory(Path.of("/run/systemd/system")));
  }

  static Socket knock(EngineAddress address) {
    return address.socket().map(EngineSituation::knock).orElseGet(() -> knock(address.uri()));
  }

  private static Socket knock(Path path) {
    try {
      if (Files.exists(path) && !Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
        return Socket.NO_SOCKET;
      }
      try (var channel = SocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
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
    try (var socket = Connections.directSockets().createSocket()) {
      socket.connect(new InetSocketAddress(network.getHost(), network.getPort()), CONNECT_MILLIS);
      return Socket.CONNECTS;
    } catch (IOException e) {
      return Socket.REFUSES;
    }
  }

  private static boolean onPath(Environment environment, String program) {
    String path = environment.get("PATH").orElse("") + ":/usr/sbin:/sbin";
    return Arrays.stream(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  String host() {
    return address.host();
  }

  boolean answers() {
    return socket == Socket.CONNECTS;
  }

  /** Whether no engine ever was here, so that no lab can be left on one. */
  boolean neverWas() {
    return socket == Socket.ABSENT && !installed && address.source().isEmpty();
  }
}
