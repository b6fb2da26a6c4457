package kubetraining.existing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

/** The tables of this room agree with the guide, and with the code that reads them. */
final class TablesTest {
  private static final Pattern MADE =
      Pattern.compile(
          "kubectl (?:run|create (?:serviceaccount|rolebinding|clusterrolebinding)) ([a-z0-9-]+)");

  private static final Properties PROBLEMS = Texts.properties(Tables.class, "problems.properties");

  /** What is in the cluster before any section, what no section puts there as it is, and 2018's. */
  private static final Set<String> OTHER_MANIFESTS =
      Set.of("flannel", "observer", "02-monitoring/grafana", "02-monitoring/grafana/dashboards");

  @Test
  void everyNameThatACommandTakesIsInTheTable() throws IOException {
    var taken =
        Tables.rows("names.txt", " +")
            .filter(row -> row.length == 5)
            .map(row -> row[0] + " " + row[4])
            .collect(Collectors.toSet());
    for (Path feature : ProjectFiles.in(Path.of("features"))) {
      String name = feature.getFileName().toString().replace(".feature", "");
      var made =
          MADE.matcher(Files.readString(feature))
              .results()
              .map(found -> name + " " + found.group(1))
              .toList();
      assertThat(taken).containsAll(made);
    }
  }

  @Test
  void everyFolderOfManifestsIsInTheTable() throws IOException {
    var known =
        Tables.rows("names.txt", " +")
            .map(row -> row[1].replace("manifests/", ""))
            .collect(Collectors.toSet());
    known.addAll(OTHER_MANIFESTS);
    var folders = new TreeSet<String>();
    for (Path file : ProjectFiles.below(Path.of("manifests"))) {
      String folder = Path.of("manifests").relativize(file.getParent()).toString();
      if (!folder.startsWith("02-dashboard/2018")) {
        folders.add(folder);
      }
    }
    assertThat(known).containsAll(folders);
  }

  @Test
  void featuresOfTablesAreFeaturesOfTheGuide() throws IOException {
    var features = new ArrayList<>(List.of("run")); // what any run begins with
    ProjectFiles.in(Path.of("features"))
        .forEach(file -> features.add(file.getFileName().toString().replace(".feature", "")));
    Stream.of("names.txt", "rights.txt", "needs.txt")
        .flatMap(file -> Tables.rows(file, " +"))
        .forEach(row -> assertThat(features).contains(row[0].split(",")));
  }

  @Test
  void everyProblemSaysWhatWasTriedExpectedAndSeenAndWhatToDoNext() {
    assertThat(PROBLEMS.values())
        .allSatisfy(
            text ->
                assertThat(text.toString())
                    .matches("tried to .+; expected .+, saw .+\\. .+\\.(%(3\\$)?s)?"));
  }

  @Test
  void everyProblemIsOneThatTheCodeKnows() throws IOException {
    var source = new StringBuilder();
    for (Path file : ProjectFiles.in(Path.of("src/main/java/kubetraining/existing"))) {
      source.append(Files.readString(file));
    }
    var names = PROBLEMS.stringPropertyNames();
    assertThat(names).allSatisfy(name -> assertThat(source).contains('"' + name + '"'));
    var used =
        Pattern.compile("wrong\\(\\s*\"([a-z-]+)\"")
            .matcher(source)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(names).containsAll(used);
  }
}
