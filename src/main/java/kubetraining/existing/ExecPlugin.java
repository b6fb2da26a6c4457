package kubetraining.existing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import kubetraining.config.ConfigException;
import kubetraining.host.Daemons;
import kubetraining.host.Programs;
import kubetraining.redaction.Redaction;

/** The program that a kubeconfig names for getting a login, such as {@code aws eks get-token}. */
record ExecPlugin(Kubeconfig kubeconfig) {
  /** How long it may take; all of a look at a kubeconfig must be done in ten seconds. */
  private static final long SECONDS = 5;

  private static final int SHOWN = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonNode exec() {
    return kubeconfig.user().path("exec");
  }

  /** Its name, or its path, which begins at the folder of the kubeconfig. */
  String command() {
    return Kubeconfig.text(exec(), "command");
  }

  /**
   * What it answered.
   *
   * @param expires when another one is needed
   */
  record Credential(
      Optional<String> token,
      Optional<Pem> certificate,
      Optional<Pem> key,
      Optional<Instant> expires) {}

  /**
   * Runs it, without a terminal.
   *
   * @throws ConfigException if it is missing, fails, takes too long, or answers something else
   */
  Credential run() {
    if (Kubeconfig.text(exec(), "interactiveMode").equals("Always")) {
      throw wrong("program-asks");
    }
    Process program = start();
    try {
      program.getOutputStream().close();
      var out = all(program.getInputStream());
      var err = all(program.getErrorStream());
      if (!program.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw wrong("program-slow", SECONDS);
      }
      if (program.exitValue() != 0) {
        String said = Redaction.redact(err.get(1, TimeUnit.SECONDS).strip());
        String last = said.substring(said.lastIndexOf('\n') + 1);
        throw wrong(
            "program-failed",
            program.exitValue(),
            last.isEmpty() ? "nothing" : last.substring(0, Math.min(SHOWN, last.length())));
      }
      return credential(out.get(1, TimeUnit.SECONDS));
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw wrong("program-odd");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command(), e);
    } finally {
      program.descendants().forEach(ProcessHandle::destroyForcibly);
      program.destroyForcibly();
    }
  }

  // Its arguments may be secret, so they are in no message.
  private ConfigException wrong(String problem, Object... values) {
    var all = Stream.concat(Stream.of(command()), Stream.of(values));
    return kubeconfig.place().wrong(problem, all.toArray());
  }

  private Process start() {
    var folder = kubeconfig.place().file().toAbsolutePath();
    var line = new ArrayList<String>();
    line.add(command().contains("/") ? folder.resolveSibling(command()).toString() : command());
    exec().path("args").forEach(each -> line.add(each.asText()));
    var builder = Programs.builder(line);
    var variables = builder.environment();
    exec()
        .path("env")
        .forEach(it -> variables.put(Kubeconfig.text(it, "name"), it.path("value").asText()));
    variables.put("KUBERNETES_EXEC_INFO", info());
    try {
      return builder.start();
    } catch (IOException e) {
      String hint = Kubeconfig.text(exec(), "installHint").replaceAll("\\s+", " ");
      throw wrong("program-missing", hint.isEmpty() ? "" : " (the kubeconfig says: " + hint + ")");
    }
  }

  private String info() {
    var info = JSON.createObjectNode().put("kind", "ExecCredential");
    info.put("apiVersion", Kubeconfig.text(exec(), "apiVersion"));
    var spec = info.putObject("spec").put("interactive", false);
    if (exec().path("provideClusterInfo").asBoolean()) {
      var cluster = spec.putObject("cluster").put("server", kubeconfig.server().toString());
      kubeconfig.ca().ifPresent(ca -> cluster.put("certificate-authority-data", ca.base64()));
    }
    return info.toString();
  }

  private static Future<String> all(InputStream stream) {
    return Daemons.begin(
        "existing-cluster", () -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
  }

  private Credential credential(String printed) throws IOException {
    JsonNode status = JSON.readTree(printed).path("status");
    var token = given(status, "token");
    var certificate =
        given(status, "clientCertificateData").map(each -> pem("clientCertificateData", each));
    if (token.isEmpty() && certificate.isEmpty()) {
      throw wrong("program-odd");
    }
    token.ifPresent(Redaction::secret);
    var key = given(status, "clientKeyData").map(each -> pem("clientKeyData", each));
    return new Credential(
        token, certificate, key, given(status, "expirationTimestamp").flatMap(ExecPlugin::time));
  }

  private static Optional<String> given(JsonNode status, String field) {
    return Optional.of(Kubeconfig.text(status, field)).filter(each -> !each.isEmpty());
  }

  private Pem pem(String field, String text) {
    return new Pem(kubeconfig.place(), field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
