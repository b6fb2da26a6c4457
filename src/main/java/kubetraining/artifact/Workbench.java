package kubetraining.artifact;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.host.Texts;

/** Where one artifact is being made: a folder for the result, one for the rest, and its needs. */
final class Workbench {
  private final Artifact artifact;
  private final Path output;
  private final Path scratch;
  private final Map<String, Path> needs;
  private final Commands commands;
  private final Map<String, String> facts = new TreeMap<>();

  Workbench(
      Artifact artifact, Path output, Path scratch, Map<String, Path> needs, Commands commands) {
    this.artifact = artifact;
    this.output = output;
    this.scratch = scratch;
    this.needs = Map.copyOf(needs);
    this.commands = commands;
  }

  Artifact artifact() {
    return artifact;
  }

  Path output() {
    return output;
  }

  Path scratch() {
    return scratch;
  }

  /** The finished folder of a needed artifact. */
  Path need(String name) {
    Path folder = needs.get(name);
    if (folder == null) {
      throw new ArtifactException(
          Texts.of(
              "%s uses '%s', which is none of its needs %s",
              artifact.title(), name, needs.keySet()));
    }
    return folder;
  }

  /** Something to remember beside the files, for instance the digest of an image. */
  void fact(String name, String value) {
    facts.put(name, value);
  }

  Map<String, String> facts() {
    return Map.copyOf(facts);
  }

  /** Runs an external program to its end; its temporary files go to the scratch folder. */
  void run(List<String> line, Path folder, Map<String, String> environment, Duration limit)
      throws InterruptedException {
    var all = new TreeMap<>(environment);
    all.put("TMPDIR", scratch.toString());
    commands.run(new Command(line, folder, all, limit));
  }
}
