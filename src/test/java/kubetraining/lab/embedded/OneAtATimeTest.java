package kubetraining.lab.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import kubetraining.host.HeldFile;
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

  @Test
  void twoOfOneProcessComeOneAfterTheOther() throws Exception {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    Callable<Boolean> work =
        () -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          for (int i = 0; i < 1000; i++) {
            Thread.onSpinWait();
          }
          return inside.decrementAndGet() == 0;
        };
    var second = new FutureTask<>(() -> alone().call("another run", work));
    alone()
        .call(
            "another run",
            () -> {
              new Thread(second).start();
              return work.call();
            });

    assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(1);
  }

  private OneAtATime alone() {
    return new OneAtATime(folder, "range", Progress.SILENT);
  }

  private boolean isLocked() throws IOException {
    Optional<HeldFile> free = HeldFile.tryTake(folder.resolve("range.lock"));
    if (free.isPresent()) {
      free.get().close();
    }
    return free.isEmpty();
  }
}
