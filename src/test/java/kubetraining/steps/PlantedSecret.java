package kubetraining.steps;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;
import kubetraining.report.RunRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret that opens nothing, put wherever a scenario may leave one.
 *
 * @param kind as it is called where it is taken out
 * @param parts none of which may be seen
 * @param text as it comes along
 */
record PlantedSecret(String kind, List<String> parts, String text) {
  private static final Logger log = LoggerFactory.getLogger(PlantedSecret.class);

  static List<PlantedSecret> drawn() {
    String password = "x" + drawn(12);
    String token = Texts.of("eyJ%s.eyJ%s.%s", drawn(30), drawn(60), drawn(43));
    String key = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes(300));
    return List.of(
        new PlantedSecret("password", List.of(password), "export DB_PASSWORD=" + password),
        new PlantedSecret("token", List.of(token), "Authorization: Bearer " + token),
        new PlantedSecret(
            "private key",
            key.lines().toList(),
            Texts.of("-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----", key)));
  }

  /** Leaves it among the evidence, the commands and the facts, and in the log. */
  void plant(RunRecorder recorder) {
    recorder.evidence(
        Texts.of("seen-%s.txt", kind.replace(' ', '-')), Texts.of("before\n%s\nafter\n", text));
    recorder.command(new ProgressReport.Command("node1", Texts.of("echo '%s'", text), 0, text));
    // Not by its kind: what bears such a name is taken out for its name alone.
    recorder.fact(Texts.of("secret of %d characters", text.length()), text);
    log.info("{}", text);
  }

  @Override
  public String toString() {
    return "a planted " + kind;
  }

  private static String drawn(int length) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(length));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
