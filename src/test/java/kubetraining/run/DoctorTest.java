package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import kubetraining.config.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
  @TempDir Path home;

  @Test
  void whatComesAndGoesMeanwhileIsNobodys() throws IOException {
    var folders = TrainingConfig.of(Map.of(), home).folders();
    var reports = Files.createDirectories(folders.reports());
    var over = new AtomicBoolean();
    var writer =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                comeAndGo(reports);
              }
            });
    try {
      for (int i = 0; i < 300; i++) {
        assertThat(Doctor.ownFiles(folders).met()).isTrue();
      }
    } finally {
      over.set(true);
      writer.join();
    }
  }

  private static void comeAndGo(Path reports) {
    try {
      var draft = Files.createDirectories(reports.resolve("draft/evidence"));
      Files.delete(Files.createFile(draft.resolve("a")));
      Files.delete(draft);
      Files.delete(reports.resolve("draft"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
