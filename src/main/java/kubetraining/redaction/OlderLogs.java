package kubetraining.redaction;

import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.RolloverFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Keeps the last two logs that grew full, as {@code training.1.log} and {@code training.2.log}.
 * Logback's own policy takes the path for a pattern, in which a percent sign cannot be written; but
 * folders have one, for instance those of Jenkins, as in {@code feature%2Flog}.
 */
public final class OlderLogs extends RollingPolicyBase {
  @Override
  public void rollover() throws RolloverFailure {
    try {
      if (Files.exists(older(1))) {
        Files.move(older(1), older(2), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(Path.of(getActiveFileName()), older(1), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new RolloverFailure("cannot put the full log aside", e);
    }
  }

  private Path older(int number) {
    Path log = Path.of(getActiveFileName());
    String name = log.getFileName().toString().replaceFirst("\\.log$", "." + number + ".log");
    return log.resolveSibling(name);
  }

  @Override
  public String getActiveFileName() {
    return getParentsRawFileProperty();
  }
}
