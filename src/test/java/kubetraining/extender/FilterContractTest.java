package kubetraining.extender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import kubetraining.host.Texts;
import kubetraining.probe.ExtenderLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scheduler may rely on, without any cluster: real HTTP, real bodies. */
final class FilterContractTest {
  private ExtenderClient extender;

  @BeforeEach
  void start() throws IOException {
    extender = new ExtenderClient();
  }

  @AfterEach
  void stop() {
    extender.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "hot", "NaN", "nan", "Infinity", "-Infinity", "-inf", "+Inf", "1e39", "-1e39", "1e999",
        "-1e999", "0x10", "20d", " 20", "20 ", "20,5", "2_0", "--1", ".", "1e", "٣"
      })
  void whatIsNoFiniteNumberNeverWins(String illegal) {
    var answer = extender.decide("p", "node2=" + illegal, "node3=99999");

    assertThat(answer.nodes()).containsExactly("node3");
    assertThat(answer.failed().get("node2")).contains("unknown (\"" + illegal + "\" is ");
    assertThat(extender.log())
        .anyMatch(
            line -> line.startsWith("Received node node2 with temperature unknown (\"" + illegal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "+4.9", ".5", "4.", "-0", "0", "1e-3", "-3.4e38", "4.999999999"})
  void anyDecimalNumberCounts(String legal) {
    assertThat(extender.decide("p", "node2=5", "node3=" + legal).nodes()).containsExactly("node3");
  }

  @Test
  void ofEquallyColdNodesTheFirstInTheListWins() {
    var answer = extender.decide("p", "node3=20", "node2=20.0", "node4=2e1", "node1=21");

    assertThat(answer.nodes()).containsExactly("node3");
    assertThat(answer.failed())
        .containsEntry("node2", "as warm as node3 (20), which comes first: 20")
        .containsEntry("node1", "warmer than node3 (20): 21");
    assertThat(extender.decide("p", "node2=0", "node4=-0").nodes()).containsExactly("node2");
  }

  @Test
  void ifNoTemperatureIsKnownTheFirstInTheListWins() {
    var answer = extender.decide("p", "node3", "node2=hot");

    assertThat(answer.nodes()).containsExactly("node3");
    assertThat(answer.failed())
        .containsEntry(
            "node2",
            "no temperature is known, and node3 comes first: unknown (\"hot\" is not a number)");
    assertThat(extender.log())
        .last()
        .isEqualTo(
            "Chose node with lowest temperature  node3 (celsius=unknown (no annotation nerdalize/temp)) for pod p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Pod\":{\"metadata\":{\"name\":\"p\"}},\"Nodes\":{\"items\":[]}}",
        "{\"Pod\":{\"metadata\":{\"name\":\"p\"}},\"Nodes\":{\"items\":null}}",
        "{\"Pod\":{\"metadata\":{\"name\":\"p\"}},\"Nodes\":null,\"NodeNames\":null}",
        "{\"Pod\":{\"metadata\":{\"name\":\"p\"}}}"
      })
  void anEmptyListIsAnsweredByAnError(String body) {
    var answer = ExtenderClient.decode(extender.post(body));

    assertThat(answer.nodes()).isEmpty();
    assertThat(answer.error())
        .isEqualTo("no node to choose from for pod ?/p (uid ?): the scheduler sent an empty list");
    assertThat(extender.log()).last().isEqualTo(answer.error());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nonsense",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{\"Nodes\":{\"items\":[{\"metadata\":{\"name\":\"node2\"}}",
        "{\"Nodes\":{\"items\":[{\"metadata\":{\"name\":\"node2",
        "{\"Nodes\":{\"items\":{}}}",
        "{\"Nodes\":[]}",
        "{\"Nodes\":{\"items\":[null]}}",
        "{\"Nodes\":{\"items\":[{\"spec\":{}}]}}",
        "{\"Nodes\":{\"items\":[{\"metadata\":{\"name\":5}}]}}",
        "{\"Nodes\":{\"items\":[{\"metadata\":{\"name\":\"n\",\"annotations\":{\"nerdalize/temp\":20}}}]}}",
        "{\"Pod\":null \"Nodes\":null}",
        "{\"Pod\":nothing}",
        "{\"Pod\":null}}",
        "{\"Pod\":null} {}"
      })
  void anUndecodableBodyIsRefusedWithAMessage(String body) {
    var answer = extender.post(body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("the body is not a request of a scheduler: ")
        .contains(" at byte ");
    assertThat(extender.log()).last().asString().startsWith("Refused POST /filter: the body is");
  }

  @Test
  void theChosenNodeComesBackByteForByte() throws IOException {
    String node =
        "{ \"metadata\" : {\"name\":\"n\\u006fde4\", \"annotations\":{\"nerdalize/temp\":\"2\\u0030\",\"a\\\\\\\"}\":\"Grüße 日本 {[\"}},\n\t\"status\":{\"x\":1.50e1,\"y\":[ ]} }";
    var answer = extender.post("{\"Nodes\":{\"items\":[ " + node + " ]}}");

    assertThat(answer.body()).contains("\"items\":[" + node + "]");
    assertThat(ExtenderClient.decode(answer).nodes()).containsExactly("node4");
    assertThat(extender.log()).contains("Received node node4 with temperature 20");
  }

  @Test
  void bothShapesOfAnswersAreWhatTheSchedulerDecodes() throws IOException {
    for (String body :
        List.of(ExtenderClient.request("p", "node2=30", "node4=20"), ExtenderClient.request("p"))) {
      var response = extender.post(body);
      assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
      JsonNode answer = new ObjectMapper().readTree(response.body());
      assertThat(answer.fieldNames())
          .toIterable()
          .containsExactly(
              "Nodes", "NodeNames", "FailedNodes", "FailedAndUnresolvableNodes", "Error");
      assertThat(answer.get("NodeNames").isNull()).isTrue();
      assertThat(answer.get("FailedNodes").isObject()).isTrue();
      assertThat(answer.get("Error").isTextual()).isTrue();
      var nodes =
          new KubernetesSerialization()
              .unmarshal(answer.get("Nodes").toString(), NodeList.class)
              .getItems();
      assertThat(nodes).hasSize(answer.get("Error").asText().isEmpty() ? 1 : 0);
    }
  }

  @Test
  void concurrentRequestsGetTheirOwnAnswersAndTheirLinesStandTogether() {
    var answers =
        IntStream.range(0, 24)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            extender.decide(
                                "pod-" + i, "warm=100", "node-" + i + "=" + i, "mild=50")))
            .toList();

    IntStream.range(0, 24)
        .forEach(i -> assertThat(answers.get(i).join().nodes()).containsExactly("node-" + i));
    var log = extender.log().subList(1, 1 + 24 * 5);
    for (int first = 0; first < log.size(); first += 5) {
      String number = log.get(first).replaceAll(".*default/pod-(\\d+) .*", "$1");
      assertThat(log.get(first + 2))
          .isEqualTo(Texts.of("Received node node-%1$s with temperature %1$s", number));
      assertThat(log.get(first + 4))
          .isEqualTo(
              Texts.of(
                  "Chose node with lowest temperature  node-%1$s (celsius=%1$s) for pod pod-%1$s",
                  number));
    }
  }

  @Test
  void theColdestNodeIsTheOnlyOneLeftTheOthersAreToldWhyAndTheLogSaysSoInTheOldWords() {
    var answer = extender.decide("podpi9", "node2=30", "node3", "node4=20.50");
    assertThat(answer.nodes()).containsExactly("node4");
    assertThat(answer.error()).isEmpty();
    assertThat(answer.failed())
        .containsExactly(
            entry("node2", "warmer than node4 (20.5): 30"),
            entry("node3", "warmer than node4 (20.5): unknown (no annotation nerdalize/temp)"));
    assertThat(extender.log())
        .containsExactly(
            "Starts listening",
            "Asked about pod default/podpi9 (uid uid-podpi9) with 3 possible nodes",
            "Received node node2 with temperature 30",
            "Received node node3 with temperature unknown (no annotation nerdalize/temp)",
            "Received node node4 with temperature 20.5",
            "Chose node with lowest temperature  node4 (celsius=20.5) for pod podpi9");
    var decision =
        new ExtenderLog(String.join("\n", extender.log())).about("uid-podpi9").orElseThrow();
    assertThat(decision.received())
        .as("what the probe reads in it")
        .containsExactly(
            entry("node2", 30.0), entry("node3", Double.POSITIVE_INFINITY), entry("node4", 20.5));
    assertThat(decision.chosen()).contains("node4");
    assertThat(decision.celsius()).isEqualTo(20.5);
  }

  @Test
  void lowerCaseFieldsAreUnderstoodTooAndNamesInsteadOfNodesAreNot() {
    String body =
        ExtenderClient.request("p", "node2=30", "node4=20")
            .replace("\"Pod\"", "\"pod\"")
            .replace("\"Nodes\"", "\"nodes\"")
            .replace("\"NodeNames\"", "\"nodenames\"");
    assertThat(ExtenderClient.decode(extender.post(body)).nodes()).containsExactly("node4");
    assertThat(extender.log()).last().asString().endsWith("for pod p");
    var names =
        "{\"Pod\":{\"metadata\":{\"name\":\"p\"}},\"Nodes\":null,\"NodeNames\":[\"node2\"]}";
    var answer = ExtenderClient.decode(extender.post(names));
    assertThat(answer.nodes()).isEmpty();
    assertThat(answer.error()).contains("names only", "set nodeCacheCapable to false");
  }

  @Test
  void aThousandNodesAreRankedTheOthersCountedAndTheNextRequestKnowsNoneOfThem() {
    String[] nodes =
        IntStream.range(0, 1000)
            .mapToObj(i -> Texts.of("node-%d=%s", i, i == 617 ? 19.99 : 20 + i % 7))
            .toArray(String[]::new);
    var answer = extender.decide("p", nodes);
    assertThat(answer.nodes()).containsExactly("node-617");
    assertThat(answer.failed()).hasSize(999).doesNotContainKey("node-617");
    assertThat(extender.log()).hasSize(1 + 1 + 1000 + 1);
    var second = extender.decide("second", "node2=30", "node3=35");
    assertThat(second.nodes()).containsExactly("node2");
    assertThat(second.failed()).containsOnlyKeys("node3");
  }
}
