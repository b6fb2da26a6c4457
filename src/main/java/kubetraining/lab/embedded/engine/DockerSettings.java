package kubetraining.lab.embedded.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.host.Environment;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import kubetraining.lab.embedded.engine.EngineAddress.Source;

/**
 * Reads from the settings of Docker's own client which engine is meant, and nothing else: no
 * credentials, proxies or plugins. The order is the client's: {@code DOCKER_HOST}, then {@code
 * DOCKER_CONTEXT}, then the current context of {@code config.json}
 * (docs.docker.com/engine/manage-resources/contexts).
 */
record DockerSettings(Environment environment) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Path folder() {
    String home = environment.get("HOME").orElse(System.getProperty("user.home"));
    return environment.get("DOCKER_CONFIG").map(Path::of).orElseGet(() -> Path.of(home, ".docker"));
  }

  /** The engine that the client would ask. */
  EngineAddress engine() {
    var host = environment.get("DOCKER_HOST");
    var context = environment.get("DOCKER_CONTEXT");
    if (host.isPresent()) {
      return address(host.get().strip(), variable("DOCKER_HOST"), certificates());
    }
    return context
        .map(name -> context(name, variable("DOCKER_CONTEXT")))
        .orElseGet(() -> current(folder().resolve("config.json")));
  }

  private static Source variable(String name) {
    return new Source(name, "unset " + name);
  }

  /** The client takes any value for yes. */
  private Optional<Path> certificates() {
    return environment
        .get("DOCKER_TLS_VERIFY")
        .map(yes -> environment.get("DOCKER_CERT_PATH").map(Path::of).orElseGet(this::folder));
  }

  /** As the client does, an empty file counts as none, and one that is broken names no context. */
  private EngineAddress current(Path config) {
    try {
      String name = JSON.readTree(Files.readString(config)).path("currentContext").asText("");
      return name.isEmpty()
          ? EngineAddress.usual()
          : context(name, new Source(config.toString(), "docker context use default"));
    } catch (NoSuchFileException e) {
      return EngineAddress.usual();
    } catch (IOException e) {
      String name = Texts.of("no context, because %s is broken", config);
      var source = new Source(name, Texts.of("mv %1$s %1$s.broken", config));
      return plain(EngineAddress.USUAL, source, Optional.empty());
    }
  }

  private EngineAddress context(String name, Source by) {
    if (name.equals("default")) {
      return EngineAddress.usual();
    }
    var source =
        new Source(Texts.of("Docker's context '%s' (from %s)", name, by.name()), by.undo());
    String digest = Sha256.of(name);
    Path meta = folder().resolve("contexts/meta").resolve(digest).resolve("meta.json");
    try {
      String host = JSON.readTree(Files.readString(meta)).at("/Endpoints/docker/Host").asText("");
      Path tls = folder().resolve("contexts/tls").resolve(digest).resolve("docker");
      return address(host, source, Optional.of(tls).filter(Files::isDirectory));
    } catch (IOException e) {
      String found = "%s names Docker's context '%s', which cannot be read from %s";
      return bad("", source, Texts.of(found, by.name(), name, meta));
    }
  }

  private static EngineAddress address(String host, Source source, Optional<Path> certificates) {
    if (host.startsWith("unix://")) {
      // Who speaks through a file of this computer need not prove anything by certificates.
      String path = host.equals("unix://") ? EngineAddress.USUAL : host;
      return plain(path, source, Optional.empty());
    }
    String shown = host.replaceFirst("//[^/@]*@", "//");
    String noAddress = "%s names '%s', which is not the address of a container engine";
    noAddress = Texts.of(noAddress, source.name(), shown);
    URI uri;
    try {
      uri = URI.create(host.contains("://") ? host : "tcp://" + host);
    } catch (IllegalArgumentException e) {
      return bad(shown, source, noAddress);
    }
    boolean network = List.of("tcp", "http").contains(String.valueOf(uri.getScheme()));
    String authority = String.valueOf(uri.getAuthority());
    String name = network && authority.startsWith(":") ? "localhost" : uri.getHost();
    if (name == null) {
      return bad(shown, source, noAddress);
    }
    if (!network || !here(name)) {
      String found =
          "%s names the container engine %s, which is not on this computer; the lab's machines"
              + " can only run here";
      return bad(shown, source, Texts.of(found, source.name(), shown));
    }
    String port = authority.replaceFirst("^.*:(?=\\d+$)", "");
    String usual = certificates.isPresent() ? "2376" : "2375";
    String full = Texts.of("tcp://%s:%s", name, port.matches("\\d+") ? port : usual);
    return network(full, source, certificates);
  }

  private static EngineAddress network(String host, Source source, Optional<Path> certificates) {
    String found = "the container engine at %s needs certificates, and %s cannot be read";
    String cure = "unset DOCKER_TLS_VERIFY   (or set DOCKER_CERT_PATH to their folder)";
    var names = Stream.of("ca.pem", "cert.pem", "key.pem");
    var files = names.flatMap(name -> certificates.stream().map(folder -> folder.resolve(name)));
    var missing = files.filter(file -> !Files.isReadable(file)).findFirst();
    var trouble = missing.map(file -> new EngineTrouble(Texts.of(found, host, file), cure));
    return new EngineAddress(host, Optional.of(source), certificates, trouble);
  }

  private static boolean here(String name) {
    try {
      var address = InetAddress.getByName(name);
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (UnknownHostException | SocketException e) {
      return false;
    }
  }

  private static EngineAddress plain(String host, Source source, Optional<EngineTrouble> trouble) {
    return new EngineAddress(host, Optional.of(source), Optional.empty(), trouble);
  }

  private static EngineAddress bad(String host, Source source, String found) {
    String cure = source.undoOr(": " + EngineAddress.NAME_USUAL);
    return plain(host, source, Optional.of(new EngineTrouble(found, cure)));
  }
}
