package kubetraining.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class GeneratedDocsTest {
  private static final Pattern SECTION = Pattern.compile("^## ([1-9])\\..*");
  private static final Pattern HEADING = Pattern.compile("^## .*");
  private static final Pattern INDENTED = Pattern.compile("^ {4,}\\S.*");
  private final GeneratedDocs docs = GeneratedDocs.of(Path.of(""));

  @Test
  void theDocumentsAreWhatTheFeaturesSay() throws IOException {
    for (Map.Entry<String, String> each : docs.texts().entrySet()) {
      assertThat(Path.of(each.getKey()))
          .as("%s; after a feature has changed, type: %s", each.getKey(), GeneratedDocs.COMMAND)
          .exists()
          .content()
          .isEqualTo(each.getValue());
    }
  }

  @Test
  void nothingOfTheOldTextIsLeftOut() {
    assertThat(String.join("\n", docs.problems()))
        .as("mend features/ or src/test/resources/kubetraining/guide/coverage.yaml")
        .isEmpty();
  }

  /** With {@code -Dseed=FILE}: the 2018 tutorial itself, which is not part of this project. */
  @Test
  void theListHasEveryCommandOfTheOldText() throws IOException {
    String seed = System.getProperty("seed", "");
    assumeTrue(!seed.isEmpty(), "the old text was not given: -Dseed=FILE");

    assertThat(docs.coverage().commands()).isEqualTo(commands(Files.readAllLines(Path.of(seed))));
  }

  /** By section every line that is indented or fenced, without the space around it. */
  private static Map<String, List<String>> commands(List<String> lines) {
    var commands = new LinkedHashMap<String, List<String>>();
    String section = "";
    boolean fenced = false;
    for (String line : lines) {
      var heading = SECTION.matcher(line);
      if (heading.matches()) {
        section = "section-" + heading.group(1);
      } else if (HEADING.matcher(line).matches()) {
        section = "";
      }
      boolean fence = line.startsWith("```");
      if (!fence && !line.isBlank() && (fenced || INDENTED.matcher(line).matches())) {
        commands.computeIfAbsent(section, any -> new ArrayList<>()).add(line.strip());
      }
      fenced = fence != fenced;
    }
    return commands;
  }
}
