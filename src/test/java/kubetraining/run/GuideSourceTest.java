package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kubetraining.stranger.Stranger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuideSourceTest {
  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void commit() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
    git(project, "init", "-q", ".");
    Files.createDirectory(project.resolve("features"));
    Files.writeString(project.resolve("features/01.feature"), "Feature: a");
    git(project, "add", "--all");
    git(project, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "all");
  }

  private static String git(Path folder, String... arguments) {
    var words = new ArrayList<>(List.of("git"));
    words.addAll(List.of(arguments));
    String seen = Stranger.here().in(folder).types(words).succeeds();
    return seen.strip();
  }

  private static Map<String, String> seen(Path folder) {
    return GuideSource.versions(folder);
  }

  @Test
  void theCommitIsNamedAndWhetherThereIsMore() throws IOException {
    String head = git(project, "rev-parse", "HEAD");
    assertThat(seen(project)).containsEntry("commit", head).containsEntry("changed since", "no");

    Files.writeString(project.resolve("features/02.feature"), "Feature: b");
    assertThat(seen(project)).containsEntry("commit", head).containsEntry("changed since", "yes");
  }

  @Test
  void aWorkTreeBesideTheRepositoryHasItsOwn() {
    Path tree = folder.resolve("tree");
    git(project, "worktree", "add", "-q", tree.toString());

    assertThat(seen(tree)).containsEntry("commit", git(project, "rev-parse", "HEAD"));
  }

  @Test
  void aFolderInARepositoryOrBesideOneHasNone() throws IOException {
    assertThat(seen(project.resolve("features")))
        .containsEntry("commit", "unknown")
        .doesNotContainKey("changed since");
    assertThat(seen(folder)).containsEntry("commit", "unknown");
  }

  @Test
  void aRepositoryThatCannotBeReadHasNoneEither() throws IOException {
    Path broken = Files.createDirectory(project.resolve("broken"));
    Files.writeString(broken.resolve(".git"), "gitdir: /no/such/repository");
    assertThat(seen(broken)).containsEntry("commit", "unknown");

    Path empty = Files.createDirectory(project.resolve("empty"));
    Files.createDirectory(empty.resolve(".git"));
    assertThat(seen(empty)).containsEntry("commit", "unknown");

    git(folder, "init", "-q", "fresh");
    assertThat(seen(folder.resolve("fresh"))).containsEntry("commit", "unknown");
  }

  @Test
  void gitRefusesTheRepositoryOfAnotherUserAndThenItIsUnknown() throws IOException {
    assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid")).isEqualTo(0);
    for (Path each : List.of(project, project.resolve(".git"))) {
      Files.setAttribute(each, "unix:uid", 4711);
    }

    assertThat(seen(project)).containsEntry("commit", "unknown");
  }
}
