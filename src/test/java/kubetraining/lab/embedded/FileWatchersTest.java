package kubetraining.lab.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileWatchersTest {
  @TempDir Path folder;

  @Test
  void aLimitThatIsTooLowIsRaised() throws IOException {
    assertThat(after("128\n", InstallPolicy.AUTO)).isEqualTo("512");
  }

  @Test
  void aHigherLimitStays() throws IOException {
    assertThat(after("8192\n", InstallPolicy.AUTO)).isEqualTo("8192\n");
  }

  @Test
  void nothingIsChangedWhereThatIsForbidden() throws IOException {
    assertThat(after("128\n", InstallPolicy.NEVER)).isEqualTo("128\n");
  }

  @Test
  void whatIsNoNumberStaysAsItIs() throws IOException {
    assertThat(after("unlimited\n", InstallPolicy.AUTO)).isEqualTo("unlimited\n");
  }

  private String after(String before, InstallPolicy policy) throws IOException {
    Path limit = Files.writeString(folder.resolve("max_user_instances"), before);
    new FileWatchers(limit, policy, Progress.SILENT).suffice();
    return Files.readString(limit);
  }
}
