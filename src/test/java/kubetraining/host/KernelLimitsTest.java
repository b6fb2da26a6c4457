package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KernelLimitsTest {
  @TempDir Path root;
  private final List<String> notes = new ArrayList<>();

  private void all(String value) throws IOException {
    for (var limit : KernelLimits.ALL) {
      Files.createDirectories(limit.file(root).getParent());
      Files.writeString(limit.file(root), value);
    }
  }

  @Test
  void eachLimitThatIsTooLowIsRaisedAndTold() throws IOException {
    all("64\n");
    raise(true);
    for (var limit : KernelLimits.ALL) {
      assertThat(Files.readString(limit.file(root))).isEqualTo(Long.toString(limit.enough()));
      assertThat(notes).anyMatch(note -> note.contains(limit.name()) && note.contains("64"));
    }
  }

  @ParameterizedTest
  @CsvSource({"1048576, true", "64, false", "unlimited, true"})
  void whatIsHigherOrForbiddenOrNoNumberStaysAsItIs(String value, boolean mayChange)
      throws IOException {
    all(value);
    raise(mayChange);
    for (var limit : KernelLimits.ALL) {
      assertThat(limit.file(root)).hasContent(value);
    }
  }

  @Test
  void aLimitThatNobodyMayRaiseHereIsNamedWithItsCure() throws IOException {
    all("8192");
    Files.writeString(KernelLimits.ALL.get(1).file(root), "64\n");
    assertThat(new KernelLimits(root, false).findings())
        .filteredOn(finding -> !finding.met())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.found()).contains("fs.inotify.max_user_watches is 64", "4096");
              assertThat(finding.cure()).contains("sudo sysctl fs.inotify.max_user_watches=65536");
            });
    assertThat(new KernelLimits(root, true).findings())
        .as("no obstacle, as the first lab raises it")
        .allMatch(Finding::met)
        .extracting(Finding::found)
        .anyMatch(found -> found.contains("the first lab raises it"));
  }

  private void raise(boolean mayChange) {
    new KernelLimits(root, mayChange).suffice(notes::add);
  }
}
