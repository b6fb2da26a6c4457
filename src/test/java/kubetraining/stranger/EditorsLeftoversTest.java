package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EditorsLeftoversTest {
  private static final byte[] BINARY = {0, 5, 22, 7, 0, 2, 0, 0, (byte) 0xff, (byte) 0xfe};

  @Test
  void theGuideIsRunAndCertifiedWithoutWhatLiesBesideIt(@TempDir Path folder) throws Exception {
    var stranger = Stranger.inCopy(folder.resolve("checkout"));
    stranger.with("TRAINING_ARTIFACTS_SOURCE", "packages");
    Path checkout = stranger.checkout();
    leave(checkout.resolve("features"), "03-spark.feature");
    leave(checkout.resolve("manifests/02-monitoring"), "1-namespace.yaml");
    leave(checkout.resolve("artifacts"), "images.json");
    leave(checkout.resolve("artifacts/pause"), "main.go");
    leave(checkout.resolve("src/main/java/kubetraining/extender"), "HeatExtender.java");
    Stranger.copyMade(checkout);

    assertThat(stranger.mvn("exec:java@preflight").exitCode()).isZero();
    var run = new RunWithoutLab(stranger);
    var seen = run.in(Files.createDirectory(folder.resolve("home")));

    assertThat(seen.exitCode()).as(seen.output()).isZero();
    assertThat(run.certificate().path("features"))
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(each.path("file").asText()).matches("\\d\\d-[a-z-]+\\.feature"));
    // A file manager shows the certificate, too.
    leave(checkout.resolve("reports/certificate/features"), "03-spark.feature");
    var verified = stranger.training("verify", "--any-key", "reports/certificate");
    assertThat(verified.exitCode()).as(verified.output()).isZero();
    var listed = stranger.training("artifacts", "list");
    assertThat(listed.exitCode()).as(listed.output()).isZero();
  }

  private static void leave(Path folder, String file) throws IOException {
    // Emacs marks a file that is being edited by a link to whoever edits it.
    Files.createSymbolicLink(folder.resolve(".#" + file), Path.of("ann@host.4711:1700000000"));
    Files.write(folder.resolve("._" + file), BINARY);
    Files.write(folder.resolve(".DS_Store"), BINARY);
    Files.write(folder.resolve("." + file + ".swp"), BINARY);
    Files.write(folder.resolve("Thumbs.db"), BINARY);
    Files.writeString(folder.resolve(file + "~"), "half");
    Files.writeString(folder.resolve("#" + file + "#"), "half");
    Files.writeString(folder.resolve(file + ".orig"), "<<<<<<< HEAD");
  }
}
