package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitSurroundingsTest {
  @Test
  void theCertificateNamesTheCommitOfTheProjectOrNone(@TempDir Path folder) throws Exception {
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    var stranger = Stranger.inCopy(theirs.resolve("training"));
    Path home = Files.createDirectory(folder.resolve("home"));
    String other = commit(stranger, theirs);
    stranger
        .in(stranger.checkout())
        .with("GIT_DIR", theirs.resolve(".git").toString())
        .with("GIT_WORK_TREE", theirs.toString());
    var run = new RunWithoutLab(stranger);

    var below = run.in(home);

    assertThat(below.exitCode()).as(below.output()).isZero();
    assertThat(run.certificate().at("/versions/commit").asText()).isEqualTo("unknown");
    assertThat(run.certificate().toString()).doesNotContain(other);

    String own = commit(stranger.without("GIT_DIR").without("GIT_WORK_TREE"), stranger.checkout());
    stranger.in(stranger.checkout()).with("GIT_DIR", theirs.resolve(".git").toString());
    var inside = run.in(home);

    assertThat(inside.exitCode()).as(inside.output()).isZero();
    assertThat(run.certificate().at("/versions/commit").asText()).isEqualTo(own);
    assertThat(run.certificate().at("/versions/changed since").asText()).isEqualTo("no");
  }

  private static String commit(Stranger stranger, Path folder) {
    stranger.in(folder);
    git(stranger, "init", "-q", ".");
    git(stranger, "add", "--all", ".");
    git(
        stranger,
        "-c",
        "user.name=ann",
        "-c",
        "user.email=ann@host",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "work of " + folder);
    return git(stranger, "rev-parse", "HEAD").strip();
  }

  private static String git(Stranger stranger, String... arguments) {
    var words = new ArrayList<>(List.of("git"));
    words.addAll(List.of(arguments));
    var seen = stranger.types(words);
    assertThat(seen.exitCode()).as("%s: %s", words, seen.output()).isZero();
    return seen.output();
  }
}
