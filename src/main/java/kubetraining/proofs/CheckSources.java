package kubetraining.proofs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.host.FileWork;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Sha256;

/**
 * What a scenario's check consists of: its steps as they are written, and the source of the classes
 * that carry them out. These are the step definitions and the probes that they know, at any number
 * of removes, without comments and blanks. What only carries things along is left aside.
 */
public final class CheckSources {
  private static final List<String> ROOMS =
      List.of("src/test/java/kubetraining/steps", "src/main/java/kubetraining/probe");
  private static final Set<String> CARRIES = Set.of("ScenarioNotes", "Typing");
  private static final Pattern COMMENTS = Pattern.compile("(?s)/\\*.*?\\*/|(?m)//[^\"\\n]*$");
  private static final Pattern WORD = Pattern.compile("[A-Z]\\w*");
  private final Map<String, String> sources;
  private final Map<String, Set<String>> known = new HashMap<>();
  private final Map<List<?>, String> checksums = new HashMap<>();

  private CheckSources(Map<String, String> sources) {
    this.sources = sources;
  }

  /** Those of a checkout of the project. */
  public static CheckSources of(Path project) {
    var sources = new TreeMap<String, String>();
    for (String room : ROOMS) {
      Path folder = project.resolve(room);
      if (Files.isDirectory(folder)) {
        FileWork.run("cannot read the checks in " + folder, () -> read(folder, sources));
      }
    }
    return new CheckSources(sources);
  }

  private static void read(Path folder, Map<String, String> sources) throws IOException {
    for (Path file : ProjectFiles.below(folder)) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(".java") && !name.endsWith("Test.java")) {
        sources.put(name.substring(0, name.length() - ".java".length()), bare(file));
      }
    }
  }

  private static String bare(Path file) throws IOException {
    return COMMENTS.matcher(Files.readString(file)).replaceAll("").replaceAll("\\s+", " ").strip();
  }

  /**
   * The checksum of one check, 64 hexadecimal digits: another one, if anything of it has changed.
   *
   * @param steps of the scenario
   * @param classes the names of those that carry the steps out
   */
  public String checksum(List<StepText> steps, Collection<String> classes) {
    // The rows of a scenario have the same check.
    return checksums.computeIfAbsent(
        List.of(List.copyOf(steps), Set.copyOf(classes)), first -> sum(steps, classes));
  }

  private String sum(List<StepText> steps, Collection<String> classes) {
    String all =
        reached(classes).stream()
            .map(name -> name + "\n" + sources.getOrDefault(name, "gone"))
            .collect(Collectors.joining("\n", steps + "\n", ""));
    return Sha256.of(all);
  }

  private Set<String> reached(Collection<String> classes) {
    var reached = new TreeSet<String>();
    var next = new ArrayDeque<>(classes);
    while (!next.isEmpty()) {
      String name = next.pop();
      if (!CARRIES.contains(name) && reached.add(name)) {
        next.addAll(known.computeIfAbsent(name, this::mentioned));
      }
    }
    return reached;
  }

  private Set<String> mentioned(String name) {
    return WORD.matcher(sources.getOrDefault(name, ""))
        .results()
        .map(MatchResult::group)
        .filter(sources::containsKey)
        .collect(Collectors.toSet());
  }
}
