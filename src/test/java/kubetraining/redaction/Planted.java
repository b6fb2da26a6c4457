package kubetraining.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/** Secrets drawn by lot, each in the places where a run could come across it. */
public final class Planted {
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /**
   * A place, the secret in it, and the text; in braces what is drawn, and a line ends at each ¶.
   */
  private static final String PLACES =
      """
      kubeadm join | {token} | kubeadm join 10.42.1.4:6443 --token {token}
      a token in a log | {token} | node2 asks with {token}, which is new
      a token in the environment | {jwt} | API_TOKEN={jwt}
      an account's token alone | {jwt} | {jwt}
      a header | {password} | > Authorization: Bearer {password}
      a header of a command | {jwt} | curl -H "Authorization: Bearer {jwt}" https://10.0.0.1
      a token in base64 | {jwt64} |   token: {jwt64}
      a password in the environment | {password} | export DB_PASSWORD='{password}'
      a password without quotes | {password} | MYSQL_ROOT_PASSWORD={password}
      a password in YAML | {password} | spec:¶  adminPassword: {password}
      a password as a block of YAML | {password} | spec:¶  password: |¶    {password}¶  user: x
      a password in JSON | {password} | {"user":"x","password":"{password}","n":1}
      JSON in JSON | {password} | {"body":"{\\"password\\":\\"{password}\\"}"}
      a password in an address | pa{plain} | git clone https://user:pa{plain}@example.org/x.git
      a password after a flag | {password} | helm login --username x --password {password}
      a password for curl | {password} | curl -s -u admin:{password} http://10.0.0.1
      a password that a log tells | {password} | login failed, password: {password}
      a password in Go's words | x{word} | map[password:x{word} user:y]
      the secret of AWS | {aws} | export AWS_SECRET_ACCESS_KEY="{aws}"
      the secret of AWS in its file | {aws} | aws_secret_access_key = {aws}
      the secret of AWS alone | {aws} | it is {aws} and stays so
      an AWS key id | AKIA{id} | AWS_ACCESS_KEY_ID=AKIA{id}
      the key of the certificates | {hex} | kubeadm join --control-plane --certificate-key {hex}
      the key that kubeadm tells | {hex} | [upload-certs] Using certificate key:¶{hex}
      a private key | {body} | {pem}
      a private key in JSON | {body} | {"key":"{pemInJson}"}
      a private key, cut at its end | {body} | {pemBegun}
      a private key, cut at its beginning | {body} | {pemEnded}
      a kubeconfig | {pem64} | client-certificate-data: {password64}¶    client-key-data: {pem64}
      a key in base64 | {pem64} |   blob: {pem64}
      a Secret as YAML | {password64} | apiVersion: v1¶data:¶  anything: {password64}¶kind: Secret¶metadata:¶  name: x
      a Secret to apply | {word} | kind: Secret¶metadata:¶  name: x¶stringData:¶  one: |¶    {word}¶  two: y{word}
      a list of Secrets | {aws64} | items:¶- apiVersion: v1¶  data:¶    k: {aws64}¶  kind: Secret¶- kind: ConfigMap
      a Secret as JSON | {aws64} | {"kind":"Secret","data":{"k":"{aws64}"},"metadata":{"name":"x"}}
      a Secret in an annotation | {aws64} | a: '{"x":"{\\"data\\":{\\"k\\":\\"{aws64}\\"},\\"kind\\":\\"Secret\\"}"}'
      a command that makes a Secret | {password} | kubectl create secret generic x \\¶  --from-literal=anything={password} -n y
      the login of a registry | {login64} | {"auths":{"r.example":{"auth":"{login64}"}}}
      """;

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
    var drawn = drawn();
    return PLACES
        .lines()
        .map(line -> line.split(" \\| ", 3))
        .map(
            row ->
                new Plant(
                    row[0],
                    filled(row[1], drawn).lines().toList(),
                    filled(row[2].replace("¶", "\n"), drawn)))
        .toList();
  }

  private Map<String, String> drawn() {
    String password = drawn(BASE64 + "!#%*+,-.:=?@^_~", 14) + "9";
    String aws = drawn(BASE64 + "/+", 36) + "aB1x";
    String jwt =
        Texts.of("eyJ%s.eyJ%s.%s", drawn(BASE64, 40), drawn(BASE64, 200), drawn(BASE64, 86));
    String body = drawn(BASE64 + "/+", 320).replaceAll("(.{64})", "$1\n").strip();
    String pem =
        Texts.of("-----BEGIN RSA PRIVATE KEY-----\n%s\n-----END RSA PRIVATE KEY-----", body);
    var drawn = new HashMap<String, String>();
    drawn.put("token", drawn(LOWER, 5) + "7." + drawn(LOWER, 16));
    drawn.put("jwt", jwt);
    drawn.put("jwt64", base64(jwt));
    drawn.put("password", password);
    drawn.put("password64", base64(password));
    drawn.put("plain", password.replace('@', 'a'));
    drawn.put("word", password.replaceAll("[^A-Za-z0-9]", "k"));
    drawn.put("login64", base64("u:" + password));
    drawn.put("aws", aws);
    drawn.put("aws64", base64(aws));
    drawn.put("id", "Q7RSTUVWX2YZABCD");
    drawn.put("hex", drawn("0123456789abcdef", 64));
    drawn.put("body", body);
    drawn.put("pem", pem);
    drawn.put("pem64", base64(pem));
    drawn.put("pemInJson", pem.replace("\n", "\\n"));
    drawn.put("pemBegun", pem.substring(0, pem.length() - 31));
    drawn.put("pemEnded", pem.substring(32));
    return drawn;
  }

  private static String filled(String text, Map<String, String> drawn) {
    return Pattern.compile("\\{(\\w+)}")
        .matcher(text)
        .replaceAll(name -> Matcher.quoteReplacement(drawn.get(name.group(1))));
  }

  private String drawn(String letters, int length) {
    return drawn(letters, length, lot);
  }

  static String drawn(String letters, int length, Random lot) {
    return lot.ints(length, 0, letters.length())
        .mapToObj(at -> String.valueOf(letters.charAt(at)))
        .collect(Collectors.joining());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Asserts that of each nothing survives, that what stands around it does, and once is enough. */
  static void assertGone(List<Plant> plants) {
    for (var plant : plants) {
      String clean = Redaction.redact(Texts.of("before\n%s\nafter\n", plant.text()));
      assertThat(clean)
          .as("%s: %s", plant, plant.text())
          .startsWith("before\n")
          .endsWith("\nafter\n")
          .contains("[redacted: ")
          .doesNotContain(plant.parts());
      assertThat(Redaction.redact(clean)).as("%s, once more", plant).isEqualTo(clean);
    }
  }
}
