package kubetraining.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {

  @Test
  void noSecretOfAnyKindSurvivesInAnyPlace() {
    for (int seed = 0; seed < 40; seed++) {
      Planted.assertGone(new Planted(seed).all());
    }
  }

  @Test
  void allOfThemTogetherLeaveNoTraceEither() {
    var plants = new Planted(99).all();
    var text = new StringBuilder();
    plants.forEach(plant -> text.append(plant.text()).append("\n---\n"));

    String clean = Redaction.redact(text.toString());

    plants.forEach(plant -> assertThat(clean).as("%s", plant).doesNotContain(plant.parts()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker.io/x@sha256:6269bf678d942c1fd15af71529bc14eea57392f766d167b8b63b247ca9d06381",
        "--discovery-token-ca-cert-hash sha256:6269bf678d942c1fd15af71529bc14eea57392f766d167b8b63b247ca9d06381",
        "uid: 0d3a8c5e-7f53-4c0b-9f10-4a4c4f3f8a11",
        "commit f1d24fa0b1c2d3e4f5061728394a5b6c7d8e9f00",
        "The token is a word by which a machine may join; a secret one. Its password: none",
        "automountServiceAccountToken: false",
        "volumes:\n- name: x\n  secret:\n    secretName: y",
        "serviceAccountToken:\n  expirationSeconds: 3607",
        "config.kubernetesclient is a package",
        "error: You must be logged in to the server (Unauthorized), no bearer token was given",
        "k.report.ConsoleProgress awaiting machines i-c8921064e9d8244e2 to be terminated",
        "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=AKIAIOSFODNN7EXAMPLE",
        "export AWS_SECRET_ACCESS_KEY=\"$YOUR_AWS_KEY_ID\"",
        "TOKEN=$(kubectl create token default)",
        "export PWD=/home/ubuntu",
        "--tls-private-key-file=/etc/kubernetes/pki/apiserver.key",
        "signing-key: /home/x/key.pem",
        "http://10.42.1.4:30080/path@x",
        "kind: ConfigMap\ndata:\n  k: v",
        "-----BEGIN CERTIFICATE-----\nMIIDBTCCAe2gAwIBAgIIQ==\n-----END CERTIFICATE-----",
        "spark.app.id=spark-0123456789abcdef0123456789abcdef"
      })
  void whatIsNoSecretStays(String text) {
    assertThat(Redaction.redact(text)).isEqualTo(text);
  }

  @Test
  void theGuideItselfHoldsNothingThatLooksSecret() throws IOException {
    for (String folder : List.of("features", "manifests", "docs")) {
      for (Path file : ProjectFiles.below(Path.of(folder))) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(Redaction.redact(text)).as("%s", file).isEqualTo(text);
      }
    }
  }

  @Test
  void aValueThatIsKnownGoesWhateverItLooksLikeAlsoEncodedAndOfAKeyEachLine() {
    String value = "correct horse \"battery\" staple";
    String base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    String inJson = "{\"x\":\"correct horse \\\"battery\\\" staple\"}";
    String key =
        "-----BEGIN X-----\nQUFBQUFBQUFBQUFBQUFBQUFB\nQkJCQkJCQkJCQkJCQkJCQkJC\n-----END X-----\n";
    var known = new KnownValues(Map.of());
    known.add(value);
    known.add(key);

    assertThat(known.redact(Texts.of("a %s b %s c", value, base64)))
        .startsWith("a [redacted: secret] b [redacted: secret]")
        .endsWith(" c");
    assertThat(known.redact(inJson)).isEqualTo("{\"x\":\"[redacted: secret]\"}");
    assertThat(known.redact("only QkJCQkJCQkJCQkJCQkJCQkJC came through"))
        .isEqualTo("only [redacted: secret] came through");
  }

  @Test
  void variablesThatAreNamedLikeSecretsAreKnownAndExamplesAreNot() {
    var known =
        new KnownValues(
            Map.of(
                "AWS_SECRET_ACCESS_KEY", "AKIAIOSFODNN7EXAMPLE",
                "MY_TOKEN", "plainwords",
                "SHORT_TOKEN", "seven77",
                "HOME", "/home/somebody"));

    assertThat(known.redact("AKIAIOSFODNN7EXAMPLE plainwords seven77 /home/somebody"))
        .isEqualTo("AKIAIOSFODNN7EXAMPLE [redacted: secret] seven77 /home/somebody");
  }

  @Test
  void recordsAreCopiedWithEveryTextInThemRedacted() {
    var inner =
        new Inner(
            List.of("password=abcdefg1"),
            Map.of("PASSWORD", "abcdefg", "tokens", "2", "x token: abcdefg12", List.of("y")),
            3,
            null);

    assertThat(new RedactedCopy().of(new Outer("x", inner)))
        .isEqualTo(
            new Outer(
                "x",
                new Inner(
                    List.of("password=[redacted: password]"),
                    Map.of(
                        "PASSWORD", "[redacted: password]",
                        "tokens", "2",
                        "x token: [redacted: token]", List.of("y")),
                    3,
                    null)));
  }

  private record Outer(String name, Inner inner) {}

  private record Inner(List<String> list, Map<String, Object> map, int number, String nothing) {}

  @Test
  void thePasswordOfAProxyIsKeptOutWhateverSignsItHas() {
    var known =
        new KnownValues(
            Map.of(
                "HTTPS_PROXY", "http://me:p@ss/w%C3%B6rt%21@proxy.example:3128",
                "all_proxy", "me:100%-s3cret@proxy.example:3128",
                "NO_PROXY", "one.example:8080,two.example"));

    assertThat(
            known.redact(
                "p@ss/w%C3%B6rt%21 p@ss/w\u00f6rt! 100%-s3cret 8080,two.example proxy.example"))
        .isEqualTo(Texts.of("%1$s %1$s %1$s 8080,two.example proxy.example", Redaction.SECRET));
  }
}
