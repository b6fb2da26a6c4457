package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kubetraining.host.Folders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a newcomer to type is what {@code .ci/run} types. */
final class ReadmeTest {
  @TempDir Path folder;
  private Stranger stranger;

  // Maven and the launcher only note how they were called, on copies of .ci/run and of the README.
  @BeforeEach
  void copy() throws IOException {
    Path checkout = folder.resolve("checkout");
    Folders.copy(Path.of(".ci/run"), checkout.resolve(".ci/run"));
    Files.copy(Path.of("README.md"), checkout.resolve("README.md"));
    SearchPath.script(checkout.resolve("training"), "echo \"launcher: $*\"");
    SearchPath.script(
        folder.resolve("bin/mvn"), "echo \"Maven: $*\"; [ \"$*\" != 'verify -Dred' ]");
    stranger = Stranger.at(checkout).with("PATH", folder.resolve("bin") + ":" + Stranger.path());
  }

  @Test
  void itTypesBothCommandsOfTheReadme() {
    String outcome = stranger.types(List.of("bash", ".ci/run")).succeeds();
    assertThat(outcome)
        .containsSubsequence(
            "== the README says: mvn verify -Dcucumber.filter.tags=@spark",
            "Maven: verify -Dcucumber.filter.tags=@spark\n",
            "== the README says: mvn test",
            "Maven: test\n",
            "== AWS, rehearsed",
            "-Dlab=aws -Dlab.aws.rehearsal=true",
            "-Pproofs -Dproofs.sample=",
            "== all sections",
            "launcher: sweep --engine");
  }

  @Test
  void itFollowsTheReadme() throws IOException {
    readme("    mvn verify -Dother='two words'   # why\n    mvn -v\n");

    String outcome = stranger.types(List.of("bash", ".ci/run")).succeeds();
    assertThat(outcome)
        .containsSubsequence("Maven: verify -Dother=two words\n", "Maven: -v\n")
        .doesNotContain("tags=@spark");
  }

  @Test
  void itFailsWhereACommandOfTheReadmeFailsOrThereIsNone() throws IOException {
    readme("    mvn verify -Dred\n    mvn -v\n");

    String outcome = stranger.types(List.of("bash", ".ci/run")).failsWith(1);
    assertThat(outcome)
        .contains("launcher: sweep --engine")
        .doesNotContain("Maven: -v", "== all sections");
    readme("Just begin.\n");
    String none = stranger.types(List.of("bash", ".ci/run")).failsWith(1);
    assertThat(none).contains("README.md has no commands under '## Start'");
  }

  private void readme(String start) throws IOException {
    Files.writeString(
        stranger.checkout().resolve("README.md"),
        "# A guide\n\n    echo before\n\n## Start\n\n" + start + "\n## Then\n\n    echo after\n");
  }
}
