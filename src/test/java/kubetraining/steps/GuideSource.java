package kubetraining.steps;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Which state of the project was run: its version, and its commit where there is one. */
final class GuideSource {
  private static final int SECONDS = 5;

  private GuideSource() {}

  static Map<String, String> versions(Path project) {
    var versions = new TreeMap<String, String>();
    versions.put("java", System.getProperty("java.version"));
    versions.put("kube-training", version());
    git(project, "rev-parse", "HEAD")
        .ifPresent(
            commit -> {
              versions.put("commit", commit);
              git(project, "status", "--porcelain", "--", "features", "src", "manifests", "pom.xml")
                  .ifPresent(
                      changed -> versions.put("changed since", changed.isEmpty() ? "no" : "yes"));
            });
    return versions;
  }

  private static String version() {
    try (InputStream in =
        GuideSource.class.getResourceAsStream("/kubetraining/version.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the version of the project", e);
    }
  }

  private static Optional<String> git(Path project, String... arguments) {
    var command = new ArrayList<>(List.of("git", "-C", project.toString()));
    command.addAll(List.of(arguments));
    try {
      // Standard error goes nowhere: an unread pipe that fills up would stop git.
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      git.getOutputStream().close();
      if (!git.waitFor(SECONDS, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        return Optional.empty();
      }
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.exitValue() == 0 ? Optional.of(answer.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no git here, or no repository: then there is no commit to tell
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
