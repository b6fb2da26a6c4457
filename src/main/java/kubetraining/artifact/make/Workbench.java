package kubetraining.artifact.make;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.host.Commands;

/**
 * Where one artifact is being made.
 *
 * @param output the folder for the result
 * @param scratch the folder for the rest
 * @param needs the finished folders of what it needs, by name
 * @param facts what is remembered beside the files, for instance the digest of an image
 */
public record Workbench(
    Artifact artifact,
    Path output,
    Path scratch,
    Map<String, Path> needs,
    Commands commands,
    Map<String, String> facts) {
  public Workbench(
      Artifact artifact, Path output, Path scratch, Map<String, Path> needs, Commands commands) {
    this(artifact, output, scratch, needs, commands, new TreeMap<>());
  }

  /** The finished folder of a needed artifact. */
  Path need(String name) {
    Path folder = needs.get(name);
    if (folder == null) {
      throw new ArtifactException(
          "%s uses '%s', which is none of its needs %s", artifact.title(), name, needs.keySet());
    }
    return folder;
  }

  /** Runs an external program to its end; its temporary files go to the scratch folder. */
  void run(List<String> line, Path folder, Map<String, String> environment, Duration limit)
      throws InterruptedException {
    var all = new TreeMap<>(environment);
    all.put("TMPDIR", scratch.toString());
    commands.run(line, folder, all, limit);
  }
}
