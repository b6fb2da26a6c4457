package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  public DashboardFile {
    variables = Map.copyOf(variables);
    questions = List.copyOf(questions);
  }

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
    try {
      return ProjectFiles.in(folder).stream()
          .filter(file -> file.toString().endsWith(".json"))
          .map(DashboardFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the dashboards in " + folder, e);
    }
  }

  static DashboardFile read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  static DashboardFile parse(String text) {
    JsonNode json = JsonText.parse(text);
    String title = json.path("title").asText();
    if (title.isEmpty()) {
      throw new IllegalArgumentException("no dashboard: it has no title, or is no JSON");
    }
    return new DashboardFile(
        json.path("uid").asText(), title, variables(json), questions(title, json));
  }

  private static Map<String, Choice> variables(JsonNode json) {
    var variables = new LinkedHashMap<String, Choice>();
    JsonText.elements(json.path("templating").path("list"))
        .forEach(
            each -> {
              String query = each.path("query").path("query").asText();
              Matcher choice = CHOICE.matcher(query);
              if (!choice.matches()) {
                throw new IllegalArgumentException(
                    Texts.of(
                        "variable '%s' is no label_values(series, label): '%s'",
                        each.path("name").asText(), query));
              }
              variables.put(
                  each.path("name").asText(), new Choice(choice.group(1), choice.group(2)));
            });
    return variables;
  }

  private static List<Question> questions(String dashboard, JsonNode json) {
    return JsonText.elements(json.path("panels"))
        .flatMap(panel -> Stream.concat(Stream.of(panel), JsonText.elements(panel.path("panels"))))
        .flatMap(
            panel ->
                JsonText.elements(panel.path("targets"))
                    .map(
                        target ->
                            new Question(
                                dashboard,
                                panel.path("title").asText(),
                                target.path("expr").asText())))
        .toList();
  }
}
