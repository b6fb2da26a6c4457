package kubetraining.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kubetraining.host.FileWork;
import kubetraining.host.Programs;
import kubetraining.host.Texts;

/**
 * Which state of the project was run: its version, and its commit. The commit is "unknown" where
 * the project is no repository of its own, or git cannot tell, for instance because it belongs to
 * another user.
 */
final class GuideSource {
  private static final int SECONDS = 5;
  private static final String VERSION =
      Texts.properties(GuideSource.class, "/kubetraining/version.properties")
          .getProperty("version");
  private static final String UNKNOWN = "unknown";
  private static final String STATUS =
      "status --porcelain --untracked-files=all -- features src manifests artifacts pom.xml";

  private GuideSource() {}

  static Map<String, String> versions(Path project) {
    var versions = new TreeMap<String, String>();
    versions.put("java", System.getProperty("java.version"));
    versions.put("kube-training", VERSION);
    versions.put("commit", UNKNOWN);
    if (isRepository(project)) {
      git(project, "rev-parse HEAD").ifPresent(commit -> versions.put("commit", commit));
      versions.put("changed since", changed(project));
    }
    return versions;
  }

  /** Not if a folder above is one: its commits are somebody else's. */
  private static boolean isRepository(Path project) {
    Path real = FileWork.get("cannot find " + project.toAbsolutePath(), project::toRealPath);
    return git(project, "rev-parse --show-toplevel")
        .filter(top -> Path.of(top).equals(real))
        .isPresent();
  }

  private static String changed(Path project) {
    return git(project, STATUS).map(all -> all.isEmpty() ? "no" : "yes").orElse(UNKNOWN);
  }

  private static Optional<String> git(Path project, String arguments) {
    var command =
        new ArrayList<>(List.of("git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C"));
    command.add(project.toString());
    command.addAll(List.of(arguments.split(" ")));
    // Standard error goes nowhere: an unread pipe that fills up would stop git.
    var builder = Programs.builder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    // GIT_DIR and its like name the repository that somebody else is at work on, as in a hook.
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    try {
      Process git = builder.start();
      CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(git::destroyForcibly);
      git.getOutputStream().close();
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? Optional.of(answer.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no git here: then there is no commit to tell
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
