package kubetraining.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the kinds of a known scanner, and against what real runs print. */
final class ScannedSecretsTest {
  /** More than any of the rules looks ahead. */
  private static final int LENGTH = 50_000;

  private static final Path HARMLESS =
      Path.of("src/test/resources/kubetraining/redaction/harmless.txt");

  @Test
  void ofTheKindsThatAScannerKnowsNoneIsLeftWhereverItStands() {
    assertThat(ScannerKinds.each(0)).hasSizeGreaterThanOrEqualTo(150);
    for (int seed = 0; seed < 2; seed++) {
      Planted.assertGone(ScannerKinds.all(seed));
    }
  }

  @Test
  void ofWhatARealRunPrintsNothingIsTouched() throws IOException {
    List<String> lines = Files.readAllLines(HARMLESS);

    assertThat(lines).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    for (String line : lines) {
      assertThat(Redaction.redact(line)).isEqualTo(line);
    }
    String all = String.join("\n", lines) + "\n";
    assertThat(Redaction.redact(all)).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- name: DB_PASSWORD\n  value: S3CR3T",
        "- name: DB_PASSWORD\n  # why\n  value: \"S3CR3T x}y\"",
        "- name: DB_PASSWORD\n  value: |\n    S3CR3T\n    S3CR3T more",
        "{\"value\":\"S3CR3T\",\"name\":\"DB_PASSWORD\"}",
        "{name: DB_PASSWORD, value: S3CR3T}",
        "Cookie: a=1; session=S3CR3T",
        "Set-Cookie: theme=\"dark\"; session=S3CR3T; Path=/",
        "curl -H 'Cookie: theme=\"dark\"; session=S3CR3T' http://x",
        "curl -H \"Cookie: a=b; session=S3CR3T\" http://x",
        "{\"headers\":{\"Cookie\":\"a=b; session=S3CR3T\"}}",
        "{\"headers\":{\"Set-Cookie\":[\"a=b; Path=/\",\"session=S3CR3T\"]}}",
        "curl -b 'a=b; session=S3CR3T' http://x",
        "Cookie: a=b; c=[redacted: token]; d=S3CR3T",
        "postgres://user:p@S3CR3T@host/db",
        "https://user:pa/S3CR3T@host/db",
        "user:p@S3CR3T@db.example.org",
        "user:p@S3CR3T@host:5432",
        "https_proxy=me:S3@CR3T@proxy:3128",
        "<Credentials><SessionToken>S3CR3T//x==</SessionToken><SecretAccessKey>S3CR3Tabc</SecretAccessKey></Credentials>",
        "<entry key=\"db.password\">S3CR3T</entry>",
        "<name>fs.s3a.secret.key</name>\n<value>S3CR3T</value>",
        "{\"kind\":\"Secret\",\"data\":{\"a\":\"}\",\"b\":\"S3CR3T\"},\"metadata\":{\"name\":\"x\"}}",
        "{\"kind\":\"Secret\",\"metadata\":{\"annotations\":{\"x\":\"}}\"}},\"stringData\":{\"b\":\"{S3CR3T\"}}",
        "{\"a\":\"{\\\"kind\\\":\\\"Secret\\\",\\\"data\\\":{\\\"a\\\":\\\"}\\\",\\\"b\\\":\\\"S3CR3T\\\"}}\"}",
        "kind: Secret # x\ndata:\n  k: S3CR3T",
        "{kind: Secret, stringData: {k: S3CR3T}}",
        "kind: \"Secret\"\nstringData: # here\n  k: S3CR3T",
        "kubectl patch secret x -p '{\"stringData\":{\"k\":\"S3CR3T\"}}'",
        "kubectl -n y patch secrets/x --patch '{\"data\":{\"k\":\"S3CR3T\"}}' --type merge",
        "kubectl patch secret x --type=json -p='[{\"op\":\"replace\",\"path\":\"/data/k\",\"value\":\"S3CR3T\"}]'",
        "docker login -u me -p S3CR3T r.example",
        "docker login r.example -u me -p'S3CR3T'",
        "echo S3CR3T | docker login -u me --password-stdin",
        "kubectl create secret generic x --from-literal=k=\"S3CR3T yes\" --from-literal 'j=S3CR3T'",
        "kubectl create secret docker-registry x --docker-password=S3CR3T",
        "kubectl create secret generic x --from-literal='k=S3CR3T and S3CR3T'",
        "mysql -u root -pS3CR3T x",
        "aws configure set aws_secret_access_key S3CR3T",
        "Authorization: Digest username=\"x\", response=\"S3CR3T\"",
        "Authorization: AWS4-HMAC-SHA256 Credential=x, Signature=S3CR3Tabc",
        "https://x.example/a?sv=1&sig=S3CR3Tabcdefghijkl%3D",
        "password: {S3CR3T}",
        "password: \"{S3CR3T}\"",
        "db.password=a{S3CR3T}b",
        "-----BEGIN PGP PRIVATE"
            + " KEY BLOCK-----\n\nS3CR3TabcdefghijklmnopqrstuvwxyzABCDEF\n-----END PGP PRIVATE"
            + " KEY BLOCK-----"
      })
  void noneIsLeftOfASecretThatIsWrittenInAnUnusualWay(String text) {
    assertThat(Redaction.redact(text))
        .contains("[redacted: ")
        .doesNotContain("S3CR3T", "CR3T", "S3@");
  }

  @Test
  void aLoginOfRegistriesIsFoundInBase64WithoutItsName() {
    String login = "{\"auths\":{\"r.example\":{\"auth\":\"dTpub2JvZHkta25vd3M=\"}}}";
    String base64 = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));

    for (String text : List.of(base64, ".dockerconfigjson: " + base64, "\\n" + base64)) {
      assertThat(Redaction.redact(text)).contains("[redacted: ").doesNotContain(base64);
    }
    String wrapped =
        Base64.getMimeEncoder().encodeToString(login.repeat(3).getBytes(StandardCharsets.UTF_8));
    assertThat(Redaction.redact(wrapped)).isEqualTo("[redacted: secret]");
  }

  @Test
  void ofKeysThatAreTakenOutEachKeepsItsValue() {
    var facts = Map.of("token: abcdefg12", "one", "token: abcdefg13", "two");

    assertThat(new RedactedCopy().of(facts))
        .containsOnlyKeys("token: [redacted: token]", "token: [redacted: token] (2)")
        .containsValues("one", "two");
    assertThat(new RedactedCopy().of(Map.of("name", "DB_PASSWORD", "value", "hunter")))
        .containsEntry("value", "[redacted: password]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "://a:",
        "a:",
        "@a.b:",
        "secret=\"",
        "name: x_token ",
        "value: ",
        "{\"kind\":\"Secret\",",
        "}\"kind\":\"Secret\"",
        "data:\n",
        "kind: Secret\n",
        "cookie: a=b; ",
        "curl -u ",
        "AAAA",
        "docker login ",
        "create secret ",
        "\\\"",
        "<token ",
        "&lt;token&gt;",
        "a.b-",
        "YWJj",
        "\t",
        "glc_",
        "SG.",
        "sk-ant-",
        "AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEfGhIjKlMnOpQrStUvWxYzAbCdEfGhIjKlMnOp\u0020\n",
        "q6NvQ2k1Zx+5vYt8Bd0mH3uJ7sRwA9cLpEoXgTfKiUyVhCjMnDbGrWqSlZaPzOeI4F6N\n",
        "-----BEGIN PRIVATE KEY-----\n",
        "- name: DB_PASSWORD\n  value: ",
        "password: |\n  x\n",
        "--from-literal=k=",
        "eyJhbGciOi."
      })
  void noLineCanKeepItBusyForMuchLongerThanItsLength(String part) {
    double once = CountedText.steps(part, LENGTH);
    double twice = CountedText.steps(part, 2 * LENGTH);

    // Twice as much takes twice as many steps; what grows with the square takes four times as many.
    assertThat(twice / once).as("%s steps, then %s", once, twice).isLessThan(2.5);
  }
}
