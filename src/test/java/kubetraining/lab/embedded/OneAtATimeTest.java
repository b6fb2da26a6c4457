package kubetraining.lab.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OneAtATimeTest {
  @TempDir Path folder;

  @Test
  void nobodyElseHasTheLockDuringTheWork() {
    boolean refused = alone().call("another run", this::isLocked);

    assertThat(refused).isTrue();
  }

  @Test
  void theLockIsFreeAgainAfterWorkThatFailed() throws IOException {
    assertThatThrownBy(
            () ->
                alone()
                    .call(
                        "another run",
                        () -> {
                          throw new IllegalStateException("no room");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no room");

    assertThat(isLocked()).isFalse();
  }

  @Test
  void theFolderOfTheLockIsMade() {
    var done = new AtomicBoolean();
    new OneAtATime(folder.resolve("new/cache"), "range", Progress.SILENT)
        .call("another run", () -> done.compareAndSet(false, true));

    assertThat(done).isTrue();
  }

  private OneAtATime alone() {
    return new OneAtATime(folder, "range", Progress.SILENT);
  }

  private boolean isLocked() throws IOException {
    try (var channel =
            FileChannel.open(
                folder.resolve("range.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }
}
