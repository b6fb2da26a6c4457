package kubetraining.existing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kubetraining.config.ConfigException;
import kubetraining.host.Daemons;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import kubetraining.probe.Yaml;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of kubeconfig that cannot work gets one message that says why, and what to do. */
@Timeout(20)
final class ExistingClusterTest {
  private static final Issued CA = Issued.ca("kubernetes");
  private static final Issued SERVER = CA.issue("localhost", "127.0.0.1", "10.96.0.1");
  private static final Issued USER = CA.issue("ann");
  private static final String TOKEN = "secret-token-of-ann";

  @TempDir Path folder;
  @AutoClose private PaperApi api = PaperApi.showing(SERVER);

  /** A kubeconfig that works, in which a test breaks something. */
  private String whole() {
    return with("https://127.0.0.1:" + api.port(), CA.certificateData(), "token: " + TOKEN);
  }

  private static String with(String server, String ca, String user) {
    return Texts.of(
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: class
          cluster: {certificate-authority-data: %s, server: "%s"}
        contexts:
        - name: monday
          context: {cluster: class, user: ann}
        - name: tuesday
          context: {cluster: class, user: bob}
        users:
        - name: ann
          user:
            %s
        current-context: monday
        """,
        ca, server, user);
  }

  /** One that names another server. */
  private static String at(String server) {
    return with(server, CA.certificateData(), "token: x");
  }

  private String withUser(String user) {
    return whole().replace("token: " + TOKEN, user);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("kubeconfig"), text);
  }

  private ExistingCluster open(String text) throws IOException {
    return ExistingCluster.open(file(text), Optional.empty());
  }

  /** The message; every one has the same parts. */
  private String refused(String text) throws IOException {
    return refused(file(text), Optional.empty());
  }

  private static String refused(Path file, Optional<String> context) {
    var begun = Instant.now();
    String message =
        catchThrowableOfType(
                ConfigException.class, () -> ExistingCluster.open(file, context).close())
            .getMessage();
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(message)
        .startsWith("kubeconfig " + file)
        .containsSubsequence(": tried to ", "; expected ", ", saw ", ". ")
        .doesNotContain(TOKEN, USER.keyData(), "\n");
    return message;
  }

  @Test
  void aKubeconfigThatWorksIsOpenedByAskingAndNothingElse() throws Exception {
    try (var cluster = open(whole())) {
      assertThat(cluster.version()).isEqualTo("v1.36.3");
      assertThat(cluster.account()).isEqualTo("ann");
      assertThat(cluster.groups()).contains("teachers");
      assertThat(cluster.context()).isEqualTo("monday");
      assertThat(cluster.server()).isEqualTo("https://127.0.0.1:" + api.port());
      assertThat(cluster.login()).isEqualTo("a token");
      assertThat(cluster.ahead().orElseThrow()).isBetween(-2L, 2L);
      assertThat(cluster.caFingerprint()).isEqualTo(Sha256.of(CA.certificate().getEncoded()));
    }
    assertThat(api.asked())
        .containsExactly(
            "GET /version",
            "POST /apis/authentication.k8s.io/v1/selfsubjectreviews",
            "GET /api/v1/nodes");
    assertThat(api.logins()).containsOnly("Bearer " + TOKEN);
  }

  @Test
  void itsClientSendsNothingThatCouldChangeAnything() throws IOException {
    try (var cluster = open(whole())) {
      int before = api.asked().size();
      assertThatThrownBy(() -> Yaml.object("v1 ConfigMap", "name: x", "").in(cluster.looking()))
          .hasStackTraceContaining(
              "POST /api/v1/namespaces/default/configmaps would not be a look");
      assertThatThrownBy(() -> cluster.looking().pods().withName("x").delete())
          .hasStackTraceContaining("DELETE /api/v1/namespaces/default/pods/x would not be a look");
      assertThat(api.asked()).hasSize(before);
    }
  }

  @Test
  void anAccountMayAlsoLogInByACertificateOrATokenInAFile() throws IOException {
    String certificate =
        Texts.of(
            "{client-certificate-data: %s, client-key-data: %s}",
            USER.certificateData(), USER.keyData());
    try (var cluster = open(withUser(certificate))) {
      assertThat(cluster.login())
          .isEqualTo(
              "a certificate that expires at " + USER.certificate().getNotAfter().toInstant());
    }
    Files.writeString(folder.resolve("token"), "other-token\n");
    try (var cluster = open(withUser("tokenFile: token"))) {
      assertThat(cluster.login()).isEqualTo("a token in a file");
      assertThat(api.logins()).last().isEqualTo("Bearer other-token");
    }
  }

  @Test
  void aFileThatIsNoneIsNamed() throws IOException {
    assertThat(refused(folder.resolve("none"), Optional.empty()))
        .isEqualTo(
            "kubeconfig %s: tried to read it; expected a file, saw no such file. Name the file: --kubeconfig FILE.",
            folder.resolve("none"));
    assertThat(refused(folder, Optional.empty())).contains("saw a folder");
    Path locked = file(whole());
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    if (!Files.isReadable(locked)) {
      assertThat(refused(locked, Optional.empty())).contains("saw a file that you are not allowed");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hello                                   | a kubeconfig in YAML, saw text without fields
          a: b: c                                 | saw text that is not YAML
          kind: Pod                               | saw an object of the kind 'Pod'
          {kind: Config, contexts: 3}             | expected at least one context, saw none
          kind: Config                            | expected at least one context, saw none
          """)
  void aTextThatIsNoKubeconfigIsNotReadAsOne(String text, String words) throws IOException {
    assertThat(refused(text)).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          current-context: monday  |                      | expected a current-context, as no context was named, saw none. Name one of [monday, tuesday]: --context NAME
          current-context: monday  | current-context: sun | tried to find the context 'sun'; expected one of [monday, tuesday], saw none of that name
          cluster: class           | cluster: lost        | tried to find the cluster 'lost' of the context; expected one of [class]
          user: ann                | user: eve            | tried to find the user 'eve' of the context; expected one of [ann]
          server: "https://        | server: "http://     | expected one such as https://10.0.0.1:6443, saw 'http://127.0.0.1:
          server: "https://        | server: "https://a:pass-word@ | saw one with a login in it. Put the address
          {certificate-authority   | {insecure-skip-tls-verify: true, certificate-authority | saw insecure-skip-tls-verify: true. Anyone in between
          {certificate-authority   | {tls-server-name: k8s, certificate-authority | saw tls-server-name: k8s, which this program cannot follow
          {certificate-authority   | {proxy-url: "http://a:pass-word@p:3128", certificate-authority | saw one with a login in it. Use a proxy that needs no login
          {certificate-authority   | {proxy-url: "https://p:3128", certificate-authority | saw 'https://p:3128'. Use a proxy
          server: "https://        | server: "", was: "   | expected one such as https://10.0.0.1:6443, saw ''
          server: "https://        | server: "https://a b/ | saw 'https://a b/
          {certificate-authority-data: | {certificate-authority-data: bm9uZQ==, was: | read its certificate-authority-data; expected a certificate in PEM, saw none
          {certificate-authority-data: | {certificate-authority: ca.crt, was: | /ca.crt, which its certificate-authority names; expected a file that you are allowed to read, saw no such file
          token: secret-token-of-ann   | {username: ann, password: pass-word} | a user name, which Kubernetes has not accepted since 1.19
          token: secret-token-of-ann   | auth-provider: {name: gcp} | saw auth-provider
          token: secret-token-of-ann   | {client-certificate: ann.crt, client-key: ann.key} | /ann.crt, which its client-certificate names
          token: secret-token-of-ann   | tokenFile: /no/such/token | read /no/such/token, which its tokenFile names
          """)
  void aKubeconfigThatCannotBeUsedIsRefusedBeforeAnythingIsSent(
      String part, String instead, String words) throws IOException {
    String broken = whole().replace(part, instead == null ? "" : instead);
    assertThat(broken).isNotEqualTo(whole());
    assertThat(refused(broken)).contains(words).doesNotContain("pass-word");
    assertThat(api.asked()).isEmpty();
  }

  @Test
  void aContextThatIsNamedIsTheOneThatIsUsed() throws IOException {
    Path file = file(whole());
    assertThat(refused(file, Optional.of("tuesday")))
        .contains(
            "context 'tuesday': tried to find the user 'bob' of the context",
            "expected one of [ann]");
    assertThat(refused(file, Optional.of("wednesday")))
        .contains("the context 'wednesday'; expected one of [monday, tuesday]")
        .contains("--context NAME, or the setting lab.context");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bm9uZQ== | KEY      | read its client-certificate-data; expected a certificate in PEM, saw none
          CERT     | bm9uZQ== | read its client-key-data; expected a private key in PEM, RSA or EC
          CERT     | CAKEY    | expected the key of the certificate in client-certificate-data, saw another key in client-key-data
          EXPIRED  | KEY      | expected one that is valid now, at
          CERT     |          | expected a certificate and its key, saw no client-key
                   | KEY      | expected a certificate and its key, saw no client-certificate
          """)
  void aCertificateOfTheAccountThatCannotWorkIsRefused(String certificate, String key, String words)
      throws IOException {
    Instant ended =
        Instant.parse(Instant.now().minusSeconds(3600).toString().substring(0, 19) + "Z");
    var expired = CA.issueUntil(ended, "ann");
    String user =
        (certificate == null ? "" : "client-certificate-data: " + certificate + "\n    ")
            + (key == null ? "" : "client-key-data: " + key);
    String message =
        refused(
            withUser(
                user.replace("CERT", USER.certificateData())
                    .replace("EXPIRED", expired.certificateData())
                    .replace("CAKEY", CA.keyData())
                    .replace("KEY", USER.keyData())));
    assertThat(message).contains(words);
    if ("EXPIRED".equals(certificate)) {
      assertThat(message).contains("saw one that expired at " + ended);
    }
  }

  private String plugin(String script) throws IOException {
    Path program = folder.resolve("login");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return withUser(
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./login, args: [--key=hush-hush],"
            + " interactiveMode: Never, env: [{name: WHO, value: ann}], installHint: Install it from here}");
  }

  @Test
  void aProgramThatGivesALoginIsRun() throws IOException {
    String answer =
        "echo \"{\\\"kind\\\": \\\"ExecCredential\\\", \\\"status\\\": {\\\"token\\\": \\\"of-$WHO\\\"}}\"";
    try (var cluster =
        open(plugin("case $KUBERNETES_EXEC_INFO in *ExecCredential*) " + answer + ";; esac"))) {
      assertThat(cluster.login()).isEqualTo("the program './login'");
    }
    assertThat(api.logins()).containsOnly("Bearer of-ann");
  }

  @Test
  void aProgramThatGivesNoLoginIsNamedWithItsExitCodeAndItsLastLine() throws IOException {
    assertThat(refused(plugin("echo first >&2; echo 'no session, log in first' >&2; exit 3")))
        .contains(
            "log in by the program './login'; expected exit code 0, saw 3, and as its last line 'no session")
        .doesNotContain("hush-hush");
    assertThat(refused(plugin("echo hello")))
        .contains("an ExecCredential with a login, in JSON, saw something else");
    assertThat(refused(plugin("sleep 30"))).contains("expected an answer within 5 s, saw none");
    Files.delete(folder.resolve("login"));
    assertThat(
            refused(
                withUser("exec: {command: no-such-program, installHint: Install it from here}")))
        .contains(
            "by the program 'no-such-program'; expected that program, saw none that can be started")
        .contains("(the kubeconfig says: Install it from here)");
    assertThat(refused(withUser("exec: {command: sh, interactiveMode: Always}")))
        .contains("saw one that needs someone at a terminal");
  }

  @Test
  void aServerOfAnotherCaOrNameIsNotTheOne() throws IOException {
    String other = Issued.ca("elsewhere").certificateData();
    assertThat(refused(with("https://127.0.0.1:" + api.port(), other, "token: x")))
        .contains(
            "expected a certificate signed by the CA in the kubeconfig, saw one signed by another, 'CN=kubernetes'");
    assertThat(refused(whole().replaceAll("certificate-authority-data: [^,]+, ", "")))
        .contains("a CA that Java knows, as the kubeconfig has none");
    api.close();
    api = PaperApi.showing(CA.issue("node1", "10.96.0.1"));
    assertThat(refused(whole()))
        .contains("expected a certificate for '127.0.0.1', saw one for 10.96.0.1, node1");
    api.close();
    api = PaperApi.showing(CA.issueUntil(Instant.now().minusSeconds(60), "localhost", "127.0.0.1"));
    assertThat(refused(whole()))
        .contains("a certificate of the server that is valid now, saw one that is valid from");
    assertThat(api.asked()).isEmpty();
  }

  @Test
  void aServerThatDoesNotAnswerIsNamed() throws IOException {
    String closed = whole();
    api.close();
    assertThat(refused(closed)).contains("tried to connect; expected an open port, saw '");
    assertThat(refused(at("https://no-such-host.invalid:6443")))
        .contains(
            "server https://no-such-host.invalid:6443: tried to connect; expected an address for the name of the server, saw none");
  }

  @Test
  void aServerThatIsSilentOrSpeaksPlainlyIsNamed() throws IOException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String server = "https://127.0.0.1:" + silent.getLocalPort();
      assertThat(refused(at(server)))
          .contains(
              "open an encrypted connection; expected a certificate of the server, saw no answer within 3 s");
      assertThatThrownBy(
              () ->
                  ExistingCluster.open(file(at(server)), Optional.empty(), Duration.ofMillis(500)))
          .hasMessageContaining(
              "tried to open an encrypted connection; expected an answer within 0 s, saw none");
    }
    try (var plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Daemons.begin("plain", () -> answerPlainly(plain));
      String server = "https://127.0.0.1:" + plain.getLocalPort();
      assertThat(refused(at(server))).contains("saw an answer without encryption, or a refusal");
    }
  }

  private static boolean answerPlainly(ServerSocket server) throws IOException {
    try (var caller = server.accept()) {
      caller.getOutputStream().write("HTTP/1.0 400 No\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      return true;
    }
  }

  @Test
  void aServerThatIsNotKubernetesIsNamed() throws IOException {
    api.answer("GET /version", 200, "<!DOCTYPE html><p>Please log in");
    assertThat(refused(whole()))
        .contains(
            "expected the answer of a Kubernetes API server, saw status 200 and a page of HTML");
    api.answer("GET /version", 502, "bad gateway");
    assertThat(refused(whole())).contains("saw status 502 and something that is not Kubernetes'");
  }

  @Test
  void aLoginThatTheServerRefusesIsNamed() throws IOException {
    api.refuse("GET /version", 401);
    assertThat(refused(whole()))
        .contains(
            "log in by a token; expected an account that the server knows, saw a refusal (401)");
  }

  @Test
  void anAccountThatMayLookAtNothingIsNamed() throws IOException {
    api.refuse("GET /api/v1/nodes", 403).refuse("GET /api/v1/namespaces", 403);
    open(whole()).close();
    api.refuse("GET /api/v1/namespaces/default/pods", 403);
    assertThat(refused(whole()))
        .contains(
            "list nodes, namespaces, and pods in default as 'ann'", "saw a refusal of each (403)")
        .contains("kube-training-observer");
    api.refuse("POST /apis/authentication.k8s.io/v1/selfsubjectreviews", 403);
    assertThat(refused(whole())).contains("as 'an account whose name the server keeps'");
  }
}
