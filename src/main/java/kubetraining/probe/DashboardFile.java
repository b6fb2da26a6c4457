package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kubetraining.host.FileWork;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;

/**
 * A dashboard of Grafana, as its file describes it.
 *
 * @param variables what the reader can choose from, by name
 * @param questions what its panels ask the data source
 */
public record DashboardFile(
    String uid, String title, Map<String, Choice> variables, List<Question> questions) {
  private static final Pattern CHOICE = Pattern.compile("label_values\\((.+),\\s*(\\w+)\\)");

  /** A choice: the values of a label in a series. */
  public record Choice(String series, String label) {}

  /**
   * One question of a panel.
   *
   * @param expression in PromQL; may hold variables, as in {@code $node}
   */
  public record Question(String dashboard, String panel, String expression) {

    /** The same question with values for the variables. */
    public Question with(Map<String, String> values) {
      String filled = expression;
      for (var value : values.entrySet()) {
        filled =
            filled.replaceAll(
                "\\$" + value.getKey() + "\\b", Matcher.quoteReplacement(value.getValue()));
      }
      return new Question(dashboard, panel, filled);
    }

    @Override
    public String toString() {
      return Texts.of("'%s' of '%s': %s", panel, dashboard, expression);
    }
  }

  /** All dashboards in a folder, by the names of their files. */
  public static List<DashboardFile> in(Path folder) {
    var found = new ArrayList<DashboardFile>();
    FileWork.run(
        "cannot read the dashboards in " + folder,
        () -> {
          for (Path file : ProjectFiles.in(folder)) {
            if (file.toString().endsWith(".json")) {
              found.add(parse(file.toString(), Files.readString(file)));
            }
          }
        });
    return found;
  }

  static DashboardFile parse(String file, String text) {
    JsonNode json = JsonText.parse(text);
    String title = json.path("title").asText();
    if (title.isEmpty()) {
      throw new IllegalArgumentException(
          Texts.of("%s is not a dashboard: it has no title, or is not JSON", file));
    }
    return new DashboardFile(
        json.path("uid").asText(), title, variables(file, json), questions(title, json));
  }

  private static Map<String, Choice> variables(String file, JsonNode json) {
    var variables = new LinkedHashMap<String, Choice>();
    for (JsonNode each : json.path("templating").path("list")) {
      String name = each.path("name").asText();
      String query = each.path("query").path("query").asText();
      Matcher choice = CHOICE.matcher(query);
      if (!choice.matches()) {
        throw new IllegalArgumentException(
            Texts.of(
                "variable '%s' of %s is not of the form label_values(series, label): '%s'",
                name, file, query));
      }
      variables.put(name, new Choice(choice.group(1), choice.group(2)));
    }
    return variables;
  }

  private static List<Question> questions(String dashboard, JsonNode json) {
    var questions = new ArrayList<Question>();
    for (JsonNode panel : json.findParents("targets")) {
      for (JsonNode target : panel.path("targets")) {
        String expression = target.path("expr").asText();
        questions.add(new Question(dashboard, panel.path("title").asText(), expression));
      }
    }
    return questions;
  }
}
