package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DashboardFileTest {
  private static final Path GRAFANA = Path.of("manifests/02-monitoring/grafana");
  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");
  private static final String TWO_PANELS =
      """
      {"uid":"u","title":"Nodes",
       "templating":{"list":[{"name":"node","query":{"query":"label_values(kube_node_info{job=\\"x\\"}, node)"}}]},
       "panels":[
         {"title":"Load","targets":[{"expr":"node_load1{node=~\\"$node\\"}"},{"expr":"node_load5"}]},
         {"title":"Row","panels":[{"title":"Inside","targets":[{"expr":"up"}]}]}]}
      """;

  @Test
  void everyPanelsQuestionsAreFoundAlsoThoseInRows() {
    var dashboard = DashboardFile.parse("a file", TWO_PANELS);

    assertThat(dashboard.questions())
        .extracting(DashboardFile.Question::toString)
        .containsExactly(
            "'Load' of 'Nodes': node_load1{node=~\"$node\"}",
            "'Load' of 'Nodes': node_load5",
            "'Inside' of 'Nodes': up");
    assertThat(dashboard.variables())
        .containsEntry("node", new DashboardFile.Choice("kube_node_info{job=\"x\"}", "node"));
  }

  @Test
  void variablesAreFilledInByWholeNames() {
    var question = new DashboardFile.Question("d", "p", "a{n=~\"$node\",m=~\"$nodes\"}");

    assertThat(question.with(Map.of("node", "node1|node2")).expression())
        .isEqualTo("a{n=~\"node1|node2\",m=~\"$nodes\"}");
  }

  @Test
  void aVariableThatCannotBeFilledInIsRefused() {
    assertThatThrownBy(
            () ->
                DashboardFile.parse(
                    "a file",
                    "{\"title\":\"t\",\"templating\":{\"list\":[{\"name\":\"x\",\"query\":{\"query\":\"a,b\"}}]}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("variable 'x'");
  }

  @Test
  void aFileThatIsNoDashboardIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("broken.json"), "{");

    assertThatThrownBy(() -> DashboardFile.in(folder)).hasMessageContaining(file.toString());
  }

  @Test
  void ourDashboardsAreWholeAndAllOfThemAreShipped() throws IOException {
    var ours = DashboardFile.in(GRAFANA.resolve("dashboards"));

    assertThat(ours).hasSize(4).extracting(DashboardFile::uid).doesNotHaveDuplicates();
    assertThat(ours)
        .allSatisfy(dashboard -> assertThat(dashboard.questions()).hasSizeGreaterThan(5))
        .allSatisfy(
            dashboard ->
                assertThat(dashboard.questions())
                    .allSatisfy(question -> assertThat(question.expression()).isNotBlank())
                    .allSatisfy(
                        question ->
                            assertThat(dashboard.variables().keySet())
                                .as("variables of %s", question)
                                .containsAll(variables(question))));
    String shipped = Files.readString(GRAFANA.resolve("kustomization.yaml"));
    assertThat(ProjectFiles.in(GRAFANA.resolve("dashboards")))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(shipped).contains("/" + file.getFileName()));
  }

  @Test
  void ourDashboardsAskTheDataSourceThatIsProvided() throws IOException {
    assertThat(Files.readString(GRAFANA.resolve("datasource.yaml"))).contains("uid: prometheus\n");
    for (String name : List.of("autoscaling", "cluster", "nodes", "pods")) {
      String text = Files.readString(GRAFANA.resolve(Texts.of("dashboards/%s.json", name)));
      assertThat(JsonText.parse(text).findValuesAsText("uid"))
          .as("data sources of %s", name)
          .containsOnly("prometheus", "training-" + name);
    }
  }

  private static List<String> variables(DashboardFile.Question question) {
    return VARIABLE.matcher(question.expression()).results().map(found -> found.group(1)).toList();
  }
}
