package kubetraining.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/** Secrets drawn by lot, each in the places where a run could come across it. */
public final class Planted {
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private final Random lot;

  /** The same seed draws the same secrets. */
  public Planted(long seed) {
    lot = new Random(seed);
  }

  /**
   * One secret and the text it stands in.
   *
   * @param parts none of them may survive
   */
  public record Plant(String place, List<String> parts, String text) {
    @Override
    public String toString() {
      return place;
    }
  }

  /** One of every kind in every place. */
  public List<Plant> all() {
    String token = drawn(LOWER, 5) + "7." + drawn(LOWER, 16);
    String jwt =
        Texts.of("eyJ%s.eyJ%s.%s", drawn(BASE64, 40), drawn(BASE64, 200), drawn(BASE64, 86));
    String password = drawn(BASE64 + "!#%*+,-.:=?@^_~", 14) + "9";
    String aws = drawn(BASE64 + "/+", 36) + "aB1x";
    String certificateKey = drawn("0123456789abcdef", 64);
    String body = lines(drawn(BASE64 + "/+", 320));
    String pem =
        Texts.of("-----BEGIN RSA PRIVATE KEY-----\n%s\n-----END RSA PRIVATE KEY-----", body);
    String inBase64 = base64(pem);
    List<String> ofPem = body.lines().toList();
    return List.of(
        new Plant("kubeadm join", List.of(token), "kubeadm join 10.42.1.4:6443 --token " + token),
        new Plant(
            "a token in a log",
            List.of(token),
            Texts.of("node2 asks with %s, which is new", token)),
        new Plant("a token in the environment", List.of(jwt), "API_TOKEN=" + jwt),
        new Plant("an account's token alone", List.of(jwt), jwt),
        new Plant("a header", List.of(password), "> Authorization: Bearer " + password),
        new Plant(
            "a header of a command",
            List.of(jwt),
            Texts.of("curl -H \"Authorization: Bearer %s\" https://10.0.0.1", jwt)),
        new Plant("a token in base64", List.of(base64(jwt)), "  token: " + base64(jwt)),
        new Plant(
            "a password in the environment",
            List.of(password),
            Texts.of("export DB_PASSWORD='%s'", password)),
        new Plant(
            "a password without quotes",
            List.of(password),
            Texts.of("MYSQL_ROOT_PASSWORD=%s", password)),
        new Plant("a password in YAML", List.of(password), "spec:\n  adminPassword: " + password),
        new Plant(
            "a password as a block of YAML",
            List.of(password),
            Texts.of("spec:\n  password: |\n    %s\n  user: x", password)),
        new Plant(
            "a password in JSON",
            List.of(password),
            Texts.of("{\"user\":\"x\",\"password\":\"%s\",\"n\":1}", password)),
        new Plant(
            "JSON in JSON",
            List.of(password),
            Texts.of("{\"body\":\"{\\\"password\\\":\\\"%s\\\"}\"}", password)),
        new Plant(
            "a password in an address",
            List.of("pa" + password.replace('@', 'a')),
            Texts.of("git clone https://user:pa%s@example.org/x.git", password.replace('@', 'a'))),
        new Plant(
            "a password after a flag",
            List.of(password),
            "helm login --username x --password " + password),
        new Plant(
            "a password for curl",
            List.of(password),
            Texts.of("curl -s -u admin:%s http://10.0.0.1", password)),
        new Plant(
            "a password that a log tells",
            List.of(password),
            Texts.of("login failed, password: %s", password)),
        new Plant(
            "a password in Go's words",
            List.of("x" + drawnAgain(password)),
            Texts.of("map[password:x%s user:y]", drawnAgain(password))),
        new Plant(
            "the secret of AWS",
            List.of(aws),
            Texts.of("export AWS_SECRET_ACCESS_KEY=\"%s\"", aws)),
        new Plant("the secret of AWS in its file", List.of(aws), "aws_secret_access_key = " + aws),
        new Plant("the secret of AWS alone", List.of(aws), Texts.of("it is %s and stays so", aws)),
        new Plant(
            "an AWS key id",
            List.of("AKIA" + "Q7RSTUVWX2YZABCD"),
            "AWS_ACCESS_KEY_ID=AKIAQ7RSTUVWX2YZABCD"),
        new Plant(
            "the key of the certificates",
            List.of(certificateKey),
            "kubeadm join --control-plane --certificate-key " + certificateKey),
        new Plant(
            "the key that kubeadm tells",
            List.of(certificateKey),
            "[upload-certs] Using certificate key:\n" + certificateKey),
        new Plant("a private key", ofPem, pem),
        new Plant(
            "a private key in JSON", ofPem, Texts.of("{\"key\":\"%s\"}", pem.replace("\n", "\\n"))),
        new Plant("a private key, cut at its end", ofPem, pem.substring(0, pem.length() - 31)),
        new Plant("a private key, cut at its beginning", ofPem, pem.substring(32)),
        new Plant(
            "a kubeconfig",
            List.of(inBase64, base64(password)),
            Texts.of(
                "    client-certificate-data: %s\n    client-key-data: %s",
                base64(password), inBase64)),
        new Plant("a key in base64", List.of(inBase64), "  blob: " + inBase64),
        new Plant(
            "a Secret as YAML",
            List.of(base64(password)),
            Texts.of(
                "apiVersion: v1\ndata:\n  anything: %s\nkind: Secret\nmetadata:\n  name: x",
                base64(password))),
        new Plant(
            "a Secret to apply",
            List.of(drawnAgain(password)),
            Texts.of(
                "kind: Secret\nmetadata:\n  name: x\nstringData:\n  one: |\n    %s\n  two: y%1$s",
                drawnAgain(password))),
        new Plant(
            "a list of Secrets",
            List.of(base64(aws)),
            Texts.of(
                "items:\n- apiVersion: v1\n  data:\n    k: %s\n  kind: Secret\n- kind: ConfigMap",
                base64(aws))),
        new Plant(
            "a Secret as JSON",
            List.of(base64(aws)),
            Texts.of(
                "{\"kind\":\"Secret\",\"data\":{\"k\":\"%s\"},\"metadata\":{\"name\":\"x\"}}",
                base64(aws))),
        new Plant(
            "a Secret in an annotation",
            List.of(base64(aws)),
            Texts.of(
                "a: '{\"x\":\"{\\\"data\\\":{\\\"k\\\":\\\"%s\\\"},\\\"kind\\\":\\\"Secret\\\"}\"}'",
                base64(aws))),
        new Plant(
            "a command that makes a Secret",
            List.of(password),
            Texts.of(
                "kubectl create secret generic x \\\n  --from-literal=anything=%s -n y", password)),
        new Plant(
            "the login of a registry",
            List.of(base64("u:" + password)),
            Texts.of("{\"auths\":{\"r.example\":{\"auth\":\"%s\"}}}", base64("u:" + password))));
  }

  private static String drawnAgain(String password) {
    return password.replaceAll("[^A-Za-z0-9]", "k");
  }

  private String drawn(String letters, int length) {
    return lot.ints(length, 0, letters.length())
        .mapToObj(at -> String.valueOf(letters.charAt(at)))
        .collect(Collectors.joining());
  }

  private static String lines(String text) {
    return text.replaceAll("(.{64})", "$1\n").strip();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
