package kubetraining.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kubetraining.host.Texts;

/** Takes files that are no program out of the modules a {@code go.mod} pins. */
final class ModuleFiles {
  /**
   * @param module its path, without a version: {@code go.mod} has that
   * @param path a file of it, or a folder that is taken whole
   * @param to its path in what is made
   */
  record Rule(String module, String path, String to) {}

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Recipe recipe;

  ModuleFiles(Recipe recipe) {
    this.recipe = recipe;
  }

  /**
   * Copies what the rules name to {@code output}. The modules must have been fetched, which checked
   * them against {@code go.sum}.
   */
  void copy(List<Rule> rules, Path output) throws Exception {
    for (Rule rule : rules) {
      Path source = folderOf(rule.module()).resolve(rule.path());
      Path target = Targets.inside(output, rule.to());
      if (Files.isDirectory(source)) {
        for (String file : Folders.filesOf(source)) {
          copy(source.resolve(file), target.resolve(file));
        }
      } else if (Files.isRegularFile(source)) {
        copy(source, target);
      } else {
        throw new ArtifactException(
            Texts.of(
                "module %s has no %s (looked at %s); correct moduleFiles in %s",
                rule.module(), rule.path(), source, file()));
      }
    }
  }

  private static void copy(Path from, Path to) throws Exception {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
    // Go keeps its modules read-only.
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private Path folderOf(String module) {
    List<String> line =
        List.of(
            Toolbox.GO, "-C", recipe.folder().toString(), "list", "-m", "-f", "{{.Dir}}", module);
    Optional<Path> folder = Commands.ask(line, LIMIT).filter(text -> !text.isBlank()).map(Path::of);
    return folder
        .filter(Files::isDirectory)
        .orElseThrow(
            () ->
                new ArtifactException(
                    Texts.of(
                        "where module %s lies is not known: '%s' answered %s. Does %s require it?",
                        module,
                        String.join(" ", line),
                        folder.map(Path::toString).orElse("nothing"),
                        recipe.folder().resolve("go.mod"))));
  }

  private Path file() {
    return recipe.folder().resolve("recipe.json");
  }
}
