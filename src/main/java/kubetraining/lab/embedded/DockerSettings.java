package kubetraining.lab.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import kubetraining.host.Environment;
import kubetraining.host.Texts;
import kubetraining.lab.embedded.EngineAddress.Source;

/**
 * Reads from the settings of Docker's own client which engine is meant, and nothing else: no
 * credentials, proxies or plugins. The order is the client's: {@code DOCKER_HOST}, then {@code
 * DOCKER_CONTEXT}, then the current context of {@code config.json}
 * (docs.docker.com/engine/manage-resources/contexts).
 */
final class DockerSettings {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOST = "DOCKER_HOST";
  private static final String CONTEXT = "DOCKER_CONTEXT";
  private static final String NO_CONTEXT = "default";
  private static final String USE_THE_USUAL = "export DOCKER_HOST=" + EngineAddress.USUAL;

  private final Environment environment;
  private final Path folder;

  DockerSettings(Environment environment) {
    this.environment = environment;
    this.folder =
        environment
            .get("DOCKER_CONFIG")
            .map(Path::of)
            .orElseGet(
                () ->
                    Path.of(
                        environment.get("HOME").orElse(System.getProperty("user.home")),
                        ".docker"));
  }

  /** The engine that the client would ask. */
  EngineAddress engine() {
    var host = environment.get(HOST);
    if (host.isPresent()) {
      return address(host.get().strip(), new Source(HOST, "unset " + HOST), certificates());
    }
    var context = environment.get(CONTEXT);
    return context.isPresent()
        ? context(context.get(), new Source(CONTEXT, "unset " + CONTEXT))
        : current(folder.resolve("config.json"));
  }

  /** The client takes any value for yes. */
  private Optional<Path> certificates() {
    return environment
        .get("DOCKER_TLS_VERIFY")
        .map(yes -> environment.get("DOCKER_CERT_PATH").map(Path::of).orElse(folder));
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
      var source =
          new Source(
              Texts.of("no context, since %s is broken", config),
              Texts.of("mv %1$s %1$s.broken", config));
      return new EngineAddress(
          EngineAddress.USUAL, Optional.of(source), Optional.empty(), Optional.empty());
    }
  }

  private EngineAddress context(String name, Source by) {
    if (name.equals(NO_CONTEXT)) {
      return EngineAddress.usual();
    }
    var source =
        new Source(Texts.of("Docker's context '%s' (from %s)", name, by.name()), by.undo());
    Path meta = folder.resolve("contexts/meta").resolve(digest(name)).resolve("meta.json");
    try {
      String host =
          JSON.readTree(Files.readString(meta))
              .path("Endpoints")
              .path("docker")
              .path("Host")
              .asText("");
      Path tls = folder.resolve("contexts/tls").resolve(digest(name)).resolve("docker");
      return address(host, source, Optional.of(tls).filter(Files::isDirectory));
    } catch (IOException e) {
      return bad(
          "",
          source,
          Texts.of(
              "%s names Docker's context '%s', which cannot be read from %s",
              by.name(), name, meta));
    }
  }

  private static EngineAddress address(String host, Source source, Optional<Path> certificates) {
    if (host.startsWith("unix://")) {
      // Who speaks through a file of this computer need not prove anything by certificates.
      String path = host.equals("unix://") ? EngineAddress.USUAL : host;
      return new EngineAddress(path, Optional.of(source), Optional.empty(), Optional.empty());
    }
    String shown = host.replaceFirst("//[^/@]*@", "//");
    URI uri;
    try {
      uri = URI.create(host.contains("://") ? host : "tcp://" + host);
    } catch (IllegalArgumentException e) {
      return bad(shown, source, notAnAddress(shown, source));
    }
    if (!List.of("tcp", "http").contains(String.valueOf(uri.getScheme()))) {
      return bad(
          shown,
          source,
          uri.getHost() == null ? notAnAddress(shown, source) : elsewhere(shown, source));
    }
    String name = String.valueOf(uri.getAuthority()).startsWith(":") ? "localhost" : uri.getHost();
    if (name == null) {
      return bad(shown, source, notAnAddress(shown, source));
    }
    return here(name)
        ? network(name, uri, source, certificates)
        : bad(shown, source, elsewhere(shown, source));
  }

  private static EngineAddress network(
      String name, URI uri, Source source, Optional<Path> certificates) {
    String authority = String.valueOf(uri.getAuthority());
    String port = authority.replaceFirst("^.*:(?=\\d+$)", "");
    String host =
        Texts.of(
            "tcp://%s:%s",
            name, port.matches("\\d+") ? port : certificates.isPresent() ? "2376" : "2375");
    var missing =
        certificates.flatMap(
            folder ->
                List.of("ca.pem", "cert.pem", "key.pem").stream()
                    .map(folder::resolve)
                    .filter(file -> !Files.isReadable(file))
                    .findFirst());
    return new EngineAddress(
        host,
        Optional.of(source),
        certificates,
        missing.map(
            file ->
                new EngineTrouble(
                    Texts.of(
                        "the container engine at %s is to be asked with certificates, and %s cannot be read",
                        host, file),
                    "unset DOCKER_TLS_VERIFY   (or let DOCKER_CERT_PATH name their folder)")));
  }

  private static boolean here(String name) {
    try {
      var address = InetAddress.getByName(name);
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (UnknownHostException | SocketException e) {
      return false;
    }
  }

  private static String elsewhere(String host, Source source) {
    return Texts.of(
        "%s names the container engine %s, which is not on this computer; the lab's machines"
            + " can only run here",
        source.name(), host);
  }

  private static String notAnAddress(String host, Source source) {
    return Texts.of(
        "%s names '%s', which is no address of a container engine", source.name(), host);
  }

  private static EngineAddress bad(String host, Source source, String found) {
    return new EngineAddress(
        host,
        Optional.of(source),
        Optional.empty(),
        Optional.of(new EngineTrouble(found, source.undo() + "   (or: " + USE_THE_USUAL + ")")));
  }

  private static String digest(String name) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
