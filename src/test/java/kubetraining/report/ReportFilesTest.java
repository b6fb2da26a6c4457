package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFilesTest {
  @TempDir Path folder;

  @BeforeEach
  void writeReport() throws IOException {
    Files.writeString(folder.resolve("progress.json"), "{}");
    Files.writeString(folder.resolve("progress.md"), "# DONE");
    new ReportFiles(folder).writePage("<!doctype html>");
  }

  @Test
  void theReportOfAnEarlierRunIsWithdrawnAndTheFolderFreeAgain() {
    new ReportFiles(folder).withdraw();
    for (String name : List.of("progress.json", "progress.md", "index.html")) {
      assertThat(folder.resolve(name)).doesNotExist();
    }
    assertThat(new ReportFiles(folder).take()).isTrue();
  }

  @Test
  void theCertificateOfAnEarlierRunIsGoneWhenAnotherBeginsOrIsRefused() throws IOException {
    for (Runnable beginning :
        List.<Runnable>of(
            () -> new ReportFiles(folder).startAnew(), () -> new ReportFiles(folder).withdraw())) {
      Files.createDirectories(folder.resolve("certificate/evidence"));
      Files.writeString(folder.resolve("certificate/manifest.json"), "{}");
      Files.writeString(folder.resolve("certificate.zip"), "PK");

      beginning.run();

      assertThat(folder.resolve("certificate")).doesNotExist();
      assertThat(folder.resolve("certificate.zip")).doesNotExist();
    }
  }
}
