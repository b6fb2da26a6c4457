package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import kubetraining.progress.Phases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeldFileTest {
  @TempDir private Path folder;

  private static boolean anotherProcessCanTake(Path file) throws Exception {
    Process process =
        AnotherJava.of(Attempt.class, file.toString()).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(said).isIn("true", "false");
    return Boolean.parseBoolean(said);
  }

  /** A program that tries once. */
  static final class Attempt {
    private Attempt() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println(HeldFile.tryTake(Path.of(arguments[0])).isPresent());
    }
  }

  @Test
  void anAttemptInTheSameProcessAlsoByAnotherNameFailsAndTakesNothingFromTheHolder()
      throws Exception {
    Path file = folder.resolve("lock");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    HeldFile held = HeldFile.tryTake(file).orElseThrow();
    assertThat(HeldFile.tryTake(file)).isEmpty();
    assertThat(HeldFile.tryTake(link)).isEmpty();
    assertThat(anotherProcessCanTake(file)).as("another process gets it").isFalse();
    held.close();
    assertThat(anotherProcessCanTake(file)).as("another process gets it afterwards").isTrue();
    assertThat(HeldFile.tryTake(file)).as("and nobody refers to it").isPresent();
    System.gc();
    assertThat(anotherProcessCanTake(file)).isFalse();
  }

  @Test
  void whatIsHeldHereIsAwaitedAndThenHad() throws Exception {
    Path file = folder.resolve("lock");
    HeldFile first = HeldFile.tryTake(file).orElseThrow();
    var awaited = new AtomicBoolean();
    Runnable giveBack =
        () -> {
          awaited.set(true);
          assertThatCode(first::close).doesNotThrowAnyException();
        };
    var second =
        CompletableFuture.supplyAsync(() -> Phases.call("it", () -> HeldFile.take(file, giveBack)));
    second.get(20, TimeUnit.SECONDS).close();
    assertThat(awaited).isTrue();
  }
}
