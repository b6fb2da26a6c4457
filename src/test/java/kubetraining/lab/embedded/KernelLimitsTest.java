package kubetraining.lab.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kubetraining.lab.embedded.EngineCheck.Finding;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelLimitsTest {
  private static final KernelLimit WATCHED = KernelLimit.ALL.get(1);
  @TempDir Path root;

  @BeforeEach
  void aComputerAsItComes() throws IOException {
    for (KernelLimit limit : KernelLimit.ALL) {
      Files.createDirectories(limit.file(root).getParent());
      Files.writeString(limit.file(root), "8192\n");
    }
  }

  @Test
  void eachLimitThatIsTooLowIsRaisedAndTold() throws IOException {
    for (KernelLimit limit : KernelLimit.ALL) {
      Files.writeString(limit.file(root), "64\n");
    }
    var notes = new ArrayList<String>();
    raise(InstallPolicy.AUTO, notes);
    for (KernelLimit limit : KernelLimit.ALL) {
      assertThat(Files.readString(limit.file(root))).isEqualTo(Long.toString(limit.enough()));
      assertThat(notes).anyMatch(note -> note.contains(limit.name()) && note.contains("64"));
    }
  }

  @Test
  void aHigherLimitStays() throws IOException {
    assertThat(after("1048576\n", InstallPolicy.AUTO)).isEqualTo("1048576\n");
  }

  @Test
  void nothingIsChangedWhereThatIsForbidden() throws IOException {
    assertThat(after("64\n", InstallPolicy.NEVER)).isEqualTo("64\n");
  }

  @Test
  void whatIsNoNumberStaysAsItIs() throws IOException {
    assertThat(after("unlimited\n", InstallPolicy.AUTO)).isEqualTo("unlimited\n");
  }

  @Test
  void aLimitThatNobodyMayRaiseHereIsNamedWithItsCure() throws IOException {
    Files.writeString(WATCHED.file(root), "64\n");
    assertThat(findings(InstallPolicy.NEVER))
        .filteredOn(finding -> !finding.met())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.found()).contains("fs.inotify.max_user_watches is 64", "4096");
              assertThat(finding.cure()).contains("sudo sysctl fs.inotify.max_user_watches=65536");
            });
  }

  @Test
  void aLimitThatTheFirstLabRaisesIsNoObstacle() throws IOException {
    Files.writeString(WATCHED.file(root), "64\n");
    assertThat(findings(InstallPolicy.AUTO)).allMatch(Finding::met);
    assertThat(findings(InstallPolicy.AUTO))
        .extracting(Finding::found)
        .anyMatch(found -> found.contains("the first lab raises it"));
  }

  private List<Finding> findings(InstallPolicy policy) {
    return new KernelLimits(root, policy).findings();
  }

  private String after(String before, InstallPolicy policy) throws IOException {
    Files.writeString(WATCHED.file(root), before);
    raise(policy, new ArrayList<>());
    return Files.readString(WATCHED.file(root));
  }

  private void raise(InstallPolicy policy, List<String> notes) {
    new KernelLimits(root, policy)
        .suffice(
            new Progress() {
              @Override
              public <T> T phase(String name, Callable<T> work) {
                return Progress.SILENT.phase(name, work);
              }

              @Override
              public void awaiting(String what) {}

              @Override
              public void note(String line) {
                notes.add(line);
              }
            });
  }
}
