package kubetraining.lab.embedded.engine;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.nio.file.Path;
import kubetraining.host.Connections;
import kubetraining.host.Texts;
import kubetraining.lab.Teardown;

/** Connects to a container engine on this computer that may be used. */
final class EngineConnection {
  // The newest version whose answers this code was written against.
  private static final RemoteApiVersion KNOWN = RemoteApiVersion.VERSION_1_44;

  private EngineConnection() {}

  /**
   * Speaks the newest version of the API that both sides know, whatever {@code DOCKER_API_VERSION}
   * says.
   *
   * @throws EngineTrouble if it cannot be used
   */
  static DockerEngine to(EngineAddress address) {
    if (address.trouble().isPresent()) {
      throw address.trouble().get();
    }
    // The engine is a part of the lab; its client makes sockets by itself.
    Connections.settle();
    try (var undo = new Teardown()) {
      var unknown = config(address, RemoteApiVersion.unknown());
      var plain = new ZerodepDockerHttpClient.Builder().dockerHost(unknown.getDockerHost());
      plain.sslConfig(unknown.getSSLConfig()).connectionTimeout(PatientTransport.SIGN_OF_LIFE);
      var transport = new PatientTransport(plain.build(), address);
      undo.push("close the connection to the container engine", transport::close);
      var offered = DockerClientImpl.getInstance(unknown, transport).versionCmd().exec();
      var version = agreed(offered.getApiVersion(), offered.getMinAPIVersion());
      var client = DockerClientImpl.getInstance(config(address, version), transport);
      var identity = new EngineIdentity(address, offered, client.infoCmd().exec());
      identity.requireThisComputer();
      undo.keep();
      return new DockerEngine(client, transport, version, identity);
    } catch (EngineTrouble e) {
      throw e;
    } catch (RuntimeException e) {
      throw unclear(address, e);
    }
  }

  /**
   * What the client library is told. Nothing is fetched from a registry through the engine, so it
   * gets a folder without settings: it would start whatever helper keeps credentials there.
   */
  private static DefaultDockerClientConfig config(EngineAddress address, RemoteApiVersion version) {
    var config = new DefaultDockerClientConfig.Builder().withDockerConfig("/dev/null");
    config.withDockerHost(address.uri().toString()).withApiVersion(version);
    var folder = address.certificates().map(Path::toString);
    // Not a method reference, which would load the class, and much with it, for every engine.
    return folder.isPresent()
        ? config.withCustomSslConfig(new LocalDirectorySSLConfig(folder.get())).build()
        : config.build();
  }

  /** The newest version that both sides know, or the engine's oldest where there is none. */
  static RemoteApiVersion agreed(String newest, String oldest) {
    var offered = RemoteApiVersion.parseConfig(newest);
    if (!offered.isGreater(KNOWN)) {
      return offered;
    }
    var least = RemoteApiVersion.parseConfig(oldest);
    return least.isGreater(KNOWN) ? least : KNOWN;
  }

  private static EngineTrouble unclear(EngineAddress address, RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String words = "the container engine at %s does not answer a question for its version: %s";
    String found = Texts.of(words, address, String.valueOf(cause.getMessage()).strip());
    String cure = address.cure(" see to that engine", "journalctl -u docker   (the engine's log)");
    return new EngineTrouble(found, cure, failure);
  }
}
