package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFilesTest {
  @TempDir Path folder;

  @Test
  void theReportAndCertificateOfAnEarlierRunAreWithdrawnAndTheFolderFreeAgain() throws IOException {
    var names =
        List.of("progress.json", "progress.md", "index.html", "certificate", "certificate.zip");
    for (String name : names) {
      write(name.equals("certificate") ? "certificate/evidence/a.txt" : name);
    }

    new ReportFiles(folder).withdraw();

    assertThat(names).allSatisfy(name -> assertThat(folder.resolve(name)).doesNotExist());
    assertThat(new ReportFiles(folder).take()).isTrue();
  }

  @Test
  void theCertificateOfAnEarlierRunIsGoneWhenAnotherBegins() throws IOException {
    write("certificate/evidence/a.txt");
    write("certificate.zip");

    new ReportFiles(folder).startAnew();

    assertThat(folder).isEmptyDirectory();
  }

  private void write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "of an earlier run");
  }
}
