package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeldFileTest {
  @TempDir private Path folder;

  @Test
  void anAttemptInTheSameProcessFailsAndTakesNothingFromTheHolder() throws Exception {
    Path file = folder.resolve("lock");
    try (HeldFile held = HeldFile.tryTake(file).orElseThrow()) {
      assertThat(HeldFile.tryTake(file)).isEmpty();

      assertThat(held).isNotNull();
      assertThat(anotherProcessCanTake(file)).as("another process gets it").isFalse();
    }
    assertThat(anotherProcessCanTake(file)).as("another process gets it afterwards").isTrue();
  }

  @Test
  void aLockThatNobodyRefersToIsStillHeld() throws Exception {
    Path file = folder.resolve("lock");
    assertThat(HeldFile.tryTake(file)).isPresent();
    System.gc();

    assertThat(anotherProcessCanTake(file)).isFalse();
    assertThat(HeldFile.tryTake(file)).isEmpty();
  }

  @Test
  void theFileUnderAnotherNameIsTheSameLock() throws Exception {
    Path file = folder.resolve("lock");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    try (HeldFile held = HeldFile.tryTake(file).orElseThrow()) {
      assertThat(HeldFile.tryTake(link)).isEmpty();

      assertThat(held).isNotNull();
      assertThat(anotherProcessCanTake(file)).isFalse();
    }
  }

  @Test
  void whatIsHeldHereIsAwaitedAndThenHad() throws Exception {
    Path file = folder.resolve("lock");
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    HeldFile first = HeldFile.tryTake(file).orElseThrow();
    var second =
        new FutureTask<>(
            () -> {
              try (HeldFile held = HeldFile.take(file, () -> giveBack(first, order))) {
                order.add("had");
                return held != null;
              }
            });
    new Thread(second).start();

    assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(order).containsExactly("awaited", "had");
  }

  private static void giveBack(HeldFile held, List<String> order) {
    order.add("awaited");
    try {
      held.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean anotherProcessCanTake(Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Attempt.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
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
}
