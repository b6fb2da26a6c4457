package kubetraining.lab.embedded;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What was found of a container engine on this computer, before anything is done about it.
 *
 * @param host where the engine is looked for
 * @param hostGiven whether the user named that place by {@code DOCKER_HOST}
 */
record EngineSituation(
    String host,
    boolean hostGiven,
    Socket socket,
    boolean installed,
    boolean root,
    boolean debian,
    boolean systemd) {
  private static final String DEFAULT_HOST = "unix:///var/run/docker.sock";

  /** What connecting to the engine's socket came to. */
  enum Socket {
    CONNECTS,
    ABSENT,
    REFUSES,
    DENIED,
    /** An address that is no socket of this computer; only a call can tell. */
    REMOTE
  }

  static EngineSituation look() {
    Optional<String> given =
        Optional.ofNullable(System.getenv("DOCKER_HOST")).filter(host -> !host.isBlank());
    String host = given.orElse(DEFAULT_HOST);
    return new EngineSituation(
        host,
        given.isPresent(),
        knock(host),
        onPath("dockerd"),
        "root".equals(System.getProperty("user.name")),
        onPath("apt-get"),
        Files.isDirectory(Path.of("/run/systemd/system")));
  }

  static Socket knock(String host) {
    if (!host.startsWith("unix://")) {
      return Socket.REMOTE;
    }
    Path path = Path.of(host.substring("unix://".length()));
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return channel.isConnected() ? Socket.CONNECTS : Socket.REFUSES;
    } catch (NoSuchFileException e) {
      return Socket.ABSENT;
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      if (reason.contains("permission denied")) {
        return Socket.DENIED;
      }
      return Files.exists(path) ? Socket.REFUSES : Socket.ABSENT;
    }
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    return Arrays.stream(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  boolean answers() {
    return socket == Socket.CONNECTS || socket == Socket.REMOTE;
  }
}
