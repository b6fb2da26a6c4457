package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import kubetraining.host.Texts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrometheusProbeTest {
  @AutoClose private final WebAnswers web = new WebAnswers();
  private final PrometheusProbe probe =
      new PrometheusProbe(new HttpProbe(Duration.ofSeconds(5)), web.url());

  @Test
  void anAnswerHasARowForEachThing() {
    web.answer(
        "/api/v1/query",
        200,
        """
        {"status":"success","data":{"resultType":"vector","result":[
          {"metric":{"__name__":"up","job":"kubelet","node":"node1"},"value":[1764000000.1,"1"]},
          {"metric":{"__name__":"up","job":"kubelet","node":"node2"},"value":[1764000000.1,"0"]}]}}
        """);

    var answer = probe.ask("up{job=\"kubelet\"}");

    assertThat(web.asked("/api/v1/query")).isEqualTo("query=up{job=\"kubelet\"}");
    assertThat(answer.trouble()).isEmpty();
    assertThat(answer.by("node")).isEqualTo(Map.of("node1", 1.0, "node2", 0.0));
    assertThat(answer.number()).as("there is no single number").isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "4, 4.0, true",
    "0.0498, 0.0498, true",
    "0, 0.0, true",
    "+Inf, Infinity, false",
    "-Inf, -Infinity, false",
    "NaN, NaN, false"
  })
  void aNumberIsReadInAllItsFormsAndTellsSomethingIfItIsOne(
      String written, String number, boolean tells) {
    var answer =
        PrometheusAnswer.parse(
            "q",
            Texts.of(
                """
                {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"%s"]}]}}
                """,
                written));

    assertThat(answer)
        .returns(number, seen -> String.valueOf(seen.number()))
        .returns(tells, PrometheusAnswer::tellsSomething);
    assertThat(new PrometheusAnswer("q", List.of(), "").tellsSomething()).isFalse();
  }

  @Test
  void aScalarIsANumber() {
    var answer =
        PrometheusAnswer.parse(
            "time()",
            """
            {"status":"success","data":{"resultType":"scalar","result":[1764000000.1,"1764000000.1"]}}
            """);

    assertThat(answer.number()).isEqualTo(1764000000.1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}} | up: 0 rows;",
        "{\"status\":\"error\",\"error\":\"1:7: unclosed left parenthesis\"} | up: 1:7: unclosed left parenthesis",
        "<html>welcome</html> | up: no answer from Prometheus: <html>welcome</html>"
      })
  void noRowsAreAnAnswerAndASlipOrAnotherServerIsTrouble(String body, String told) {
    web.answer("/api/v1/query", 200, body);

    assertThat(probe.ask("up").rows()).isEmpty();
    assertThat(probe.ask("up").toString().strip()).isEqualTo(told);
  }

  @Test
  void noServerIsTrouble() {
    web.close();

    assertThat(probe.ask("up").trouble()).contains("ConnectException");
    assertThat(probe.targets().trouble()).contains("ConnectException");
    assertThat(probe.labelValues("node", "kube_node_info")).isEmpty();
  }

  @Test
  void targetsAreCountedByJobAndThoseThatRefuseSayWhy() {
    web.answer(
        "/api/v1/targets",
        200,
        """
        {"status":"success","data":{"activeTargets":[
          {"labels":{"job":"kubelet"},"scrapeUrl":"https://10.0.0.1:10250/metrics","health":"up",
           "lastError":"","scrapeInterval":"5s"},
          {"labels":{"job":"kubelet"},"scrapeUrl":"https://10.0.0.2:10250/metrics","health":"unknown",
           "lastError":"","scrapeInterval":"10s"},
          {"labels":{"job":"kube-scheduler"},"scrapeUrl":"https://10.0.0.1:10259/metrics","health":"down",
           "lastError":"dial tcp 10.0.0.1:10259: connect: connection refused","scrapeInterval":"5s"}]}}
        """);

    var seen = probe.targets();

    assertThat(seen.perJob()).isEqualTo(Map.of("kubelet", 2L, "kube-scheduler", 1L));
    assertThat(seen.upPerJob()).isEqualTo(Map.of("kubelet", 1L));
    assertThat(seen.of(List.of("kube-scheduler")))
        .singleElement()
        .returns(false, TargetsSeen.Target::up)
        .extracting(TargetsSeen.Target::error)
        .asString()
        .contains("connection refused");
    assertThat(seen.nodesOf("kubelet", Map.of("10.0.0.1", "node1"))).containsExactly("node1");
    assertThat(seen.toString()).contains("10259").contains("refused");
  }

  @Test
  void aTargetIsFreshIfItHasAnsweredWithinTwoRounds() {
    var asked = Instant.parse("2026-11-29T09:35:54.7Z");
    var up = target("node1", true, asked);
    var down = target("node2", false, asked);
    var seen = new TargetsSeen(List.of(up, down), "");

    assertThat(seen.stale(List.of("kubelet"), asked.plusSeconds(9)))
        .as("an attempt that failed is no answer")
        .containsExactly(down);
    assertThat(seen.stale(List.of("kubelet"), asked.plusSeconds(11))).containsExactly(up, down);
    assertThat(seen.stale(List.of("apiserver"), asked.plusSeconds(11))).isEmpty();
  }

  @Test
  void aNodeThatIsAskedTwiceIsNamedTwice() {
    var now = Instant.EPOCH;
    var seen = new TargetsSeen(List.of(target("a", true, now), target("a", true, now)), "");

    assertThat(seen.nodesOf("kubelet", Map.of("a", "node1"))).containsExactly("node1", "node1");
  }

  @Test
  void valuesOfALabelAreThoseThatASeriesHas() {
    web.answer("/api/v1/label/node/values", 200, "{\"status\":\"success\",\"data\":[\"node1\"]}");

    assertThat(probe.labelValues("node", "kube_node_info")).containsExactly("node1");
    assertThat(web.asked("/api/v1/label/node/values")).isEqualTo("match[]=kube_node_info");
  }

  private static TargetsSeen.Target target(String host, boolean up, Instant asked) {
    return new TargetsSeen.Target(
        "kubelet", "https://" + host + ":10250/metrics", up, "", Duration.ofSeconds(5), asked);
  }
}
