package kubetraining.lab.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import kubetraining.host.HeldFile;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OneAtATimeTest {
  @TempDir Path folder;

  @Test
  void nobodyElseHasTheLockDuringTheWorkAlsoWhereItFails() throws IOException {
    var alone = new OneAtATime(folder.resolve("new/cache"), "range", Progress.SILENT);
    boolean refused = alone.call("another run", this::isLocked);
    assertThat(refused).isTrue();
    assertThatThrownBy(
            () ->
                alone.call(
                    "another run",
                    () -> {
                      throw new IllegalStateException("no room");
                    }))
        .hasMessage("no room");
    assertThat(isLocked()).isFalse();
  }

  private boolean isLocked() throws IOException {
    Optional<HeldFile> free = HeldFile.tryTake(folder.resolve("new/cache/range.lock"));
    if (free.isPresent()) {
      free.get().close();
    }
    return free.isEmpty();
  }
}
