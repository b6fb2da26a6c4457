package kubetraining.typed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import kubetraining.host.Texts;

/**
 * A shell on a machine that tells a terminal where prompts, commands and outputs begin. To who
 * types it is the shell of a login, with all that is set up for it.
 *
 * @param key of its marks, which no other program knows
 */
public record MarkedShell(String key) {
  private static final int BUFFER = 8192;

  /** One with a key of its own, which no other program knows. */
  public static MarkedShell create() {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    return new MarkedShell(HexFormat.of().formatHex(random));
  }

  /** The command that starts it, in any shell of a POSIX system that has bash. */
  public String command() {
    String settings =
        Base64.getEncoder().encodeToString(settings().getBytes(StandardCharsets.UTF_8));
    return Texts.of("exec bash -c 'exec bash --rcfile <(echo %s | base64 --decode) -i'", settings);
  }

  /** What bash reads when it starts. */
  String settings() {
    return Texts.file(MarkedShell.class, "marked.bash").replace("@KEY@", key);
  }

  /**
   * Hands what the shell sends on to a terminal, at once and unchanged, until it ends, and keeps
   * the commands.
   */
  public void record(String machine, InputStream shell, OutputStream terminal, Transcript kept)
      throws IOException {
    var session = Texts.of("%s-%s", Instant.now().toEpochMilli(), key.substring(0, 6));
    try (var reader = new MarkReader(machine, session, key, kept::add)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = shell.read(buffer); read >= 0; read = shell.read(buffer)) {
        terminal.write(buffer, 0, read);
        terminal.flush();
        reader.read(buffer, read);
      }
    }
  }
}
