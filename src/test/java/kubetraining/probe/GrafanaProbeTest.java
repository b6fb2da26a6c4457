package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against answers as Grafana's description of its HTTP API gives them. */
final class GrafanaProbeTest {
  @AutoClose private final WebAnswers web = new WebAnswers();
  private final GrafanaProbe probe =
      new GrafanaProbe(new HttpProbe(Duration.ofSeconds(5)), web.url());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"database\": \"ok\", \"version\": \"13.1.3\"} | true",
        "503 | {\"database\": \"failing\", \"version\": \"13.1.3\"} | false",
        "200 | <title>A login page</title> | false"
      })
  void itIsWellWhenItsDatabaseIs(int status, String answer, boolean well) {
    web.answer("/api/health", status, answer);
    assertThat(probe.health().well()).isEqualTo(well);

    web.close();
    assertThat(probe.health().well()).isFalse();
    assertThat(probe.health().answer()).contains("no answer from");
  }

  @Test
  void dashboardsAreFoundByTitle() {
    web.answer(
        "/api/search",
        200,
        """
        [{"id":2,"uid":"training-pods","title":"Training / Pods","type":"dash-db","folderTitle":"Training"},
         {"id":1,"uid":"training-nodes","title":"Training / Nodes","type":"dash-db"}]
        """);

    assertThat(probe.dashboards()).containsExactly("Training / Nodes", "Training / Pods");
    assertThat(web.asked("/api/search")).isEqualTo("type=dash-db");
  }

  @Test
  void aDataSourceAnswersInFramesByColumns() {
    web.answer(
        "/api/ds/query",
        200,
        """
        {"results":{"A":{"status":200,"frames":[
          {"schema":{"refId":"A","fields":[{"name":"Time","type":"time"},{"name":"Value","type":"number"}]},
           "data":{"values":[[1644488152084,1644488152084],[1,0]]}},
          {"schema":{"refId":"A","fields":[]},"data":{"values":[[1644488152084],[1]]}}]}}}
        """);

    var answer = probe.ask("prometheus", "up");

    assertThat(answer.rows()).isEqualTo(3);
    var sent = JsonText.parse(web.asked("/api/ds/query"));
    assertThat(sent.path("queries").path(0).path("expr").asText()).isEqualTo("up");
    assertThat(sent.path("queries").path(0).path("datasource").path("uid").asText())
        .isEqualTo("prometheus");
    assertThat(sent.path("from").asText()).isEqualTo("now-5m");
  }

  @Test
  void anAnswerWithoutRowsHasNone() {
    web.answer(
        "/api/ds/query", 200, "{\"results\":{\"A\":{\"frames\":[{\"data\":{\"values\":[]}}]}}}");

    assertThat(probe.ask("prometheus", "nothing").rows()).isZero();
    assertThat(probe.ask("prometheus", "nothing").trouble()).isEmpty();
  }

  @Test
  void whyADataSourceDoesNotAnswerIsTold() {
    web.answer(
        "/api/ds/query",
        400,
        """
        {"results":{"A":{"error":"Post http://prometheus.monitoring.svc:9090: no such host","status":400}}}
        """);
    assertThat(probe.ask("prometheus", "up"))
        .hasToString("up: Post http://prometheus.monitoring.svc:9090: no such host");

    web.answer("/api/ds/query", 404, "{\"message\":\"Data source not found\"}");
    assertThat(probe.ask("prometheus", "up").trouble()).contains("404").contains("not found");
  }
}
