package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeTableTest {
  private static final String PAGE =
      """
      <title>nodes in local - Kubernetes Web View</title>
      <table class="table is-striped">
        <thead><tr>
          <th title="Name must be unique"><a href="/nodes?sort=Name">Name
            </a></th>
          <th title="" class=""><a href="/nodes?sort=Internal-IP">Internal-IP
            </a></th>
          <th title="" class="num"><a href="/nodes?sort=CPU+Usage">CPU Usage</a></th>
          <th title="" class="num"><a href="/nodes?sort=Memory+Usage">Memory Usage</a></th>
          <th><a href="/nodes?sort=Created">Created</a></th>
        </tr></thead>
        <tbody><tr>
          <td><a href="/clusters/local/nodes/node1">node1</a></td>
          <td class=" "
              >
              10.42.1.4
          </td>
          <td class=" num">177m</td><td class=" num">1,579 MiB</td>
          <td style="color:#00ce46">2026-11-29 09:34:28</td>
        </tr></tbody>
      </table>
      """;
  private static final NodeProbe.Mark NODE1 =
      new NodeProbe.Mark("node1", "10.42.1.4", "2026-11-29 09:34:28");

  @Test
  void aTableTellsAddressAndTimeOfEachNode() {
    assertThat(NodeTable.read(PAGE).lacks(List.of(NODE1))).isEmpty();
  }

  @Test
  void aPageOfAnotherClusterIsFoundOut() {
    var here = new NodeProbe.Mark("node1", "10.42.1.4", "2026-11-29 09:34:29");
    var second = new NodeProbe.Mark("node2", "10.42.1.5", "2026-11-29 09:34:28");

    assertThat(NodeTable.read(PAGE).lacks(List.of(here, second)))
        .containsExactly(
            "Created of node1 is '2026-11-29 09:34:28', not '2026-11-29 09:34:29'",
            "Internal-IP of node2 is '', not '10.42.1.5'",
            "Created of node2 is '', not '2026-11-29 09:34:28'");
  }

  @Test
  void fourNamesAndATitleAreNoTable() {
    var copied = "<title>nodes in local - Kubernetes Web View</title>node1 node2 node3 node4";

    assertThat(NodeTable.read(copied).lacks(List.of(NODE1))).hasSize(2);
  }

  @Test
  void numbersAreThoseOfTheMetricsApiButForWhatWasRounded() {
    var table = NodeTable.read(PAGE);

    assertThat(table.differs(List.of("node1"), List.of(use(176, 1579)))).isEmpty();
    assertThat(table.differs(List.of("node1"), List.of(use(179, 1500))))
        .containsExactly(
            "CPU Usage of node1 is '177m', not 179",
            "Memory Usage of node1 is '1,579 MiB', not 1500");
  }

  @Test
  void whatTheMetricsApiDoesNotKnowIsNotShownEither() {
    assertThat(NodeTable.read(PAGE.replace("177m", "0m")).differs(List.of("node1"), List.of()))
        .hasSize(2);
  }

  private static UsageProbe.Usage use(long milliCpu, long mebibytes) {
    return new UsageProbe.Usage(
        "node1", milliCpu, mebibytes * 1024 * 1024, "2026-11-29T09:40:00Z", Duration.ofSeconds(10));
  }
}
