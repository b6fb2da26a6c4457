package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes as VPNs and companies set them, in a network namespace of the launcher's own. */
final class NetworksOfTheComputerTest {
  private static final String ODD_NETWORKS =
      """
      [{"Name": "bridge", "IPAM": {"Config": [{"Subnet": "172.17.0.0/16"}]}},
       {"Name": "host", "IPAM": {"Config": []}}, {"Name": "none", "IPAM": {"Config": null}},
       {"Name": "six", "IPAM": {"Config": [{"Subnet": "fd00::/64"}]}},
       {"Name": "lan", "IPAM": {"Driver": "null", "Config": [{"Subnet": "0.0.0.0/0"}]}},
       {"Name": "mine", "IPAM": {"Config": [{"Subnet": "10.42.7.0/24"}]}}]\
      """;

  @TempDir Path folder;
  private Stranger stranger;

  @BeforeEach
  void namespacesCanBeMade() {
    stranger = Stranger.inCopy(folder.resolve("checkout"));
    assumeTrue(
        stranger.types(in("ip link set lo up")).exitCode() == 0,
        "this user may make no network namespace");
  }

  private static List<String> in(String script, String... arguments) {
    var options = List.of("--map-root-user", "--net", "sh", "-ec", script, "sh");
    return Stranger.command("unshare", options, arguments);
  }

  private Stranger.Outcome with(String command, String... routes) throws Exception {
    var script = new StringBuilder("ip link set lo up; ");
    for (String route : routes) {
      script.append("ip route add ").append(route).append(" dev lo; ");
    }
    script.append("exec \"$@\"");
    try (var engine =
        FakeEngine.at(folder.resolve("engine" + routes.length + ".sock"))
            .says("/networks", ODD_NETWORKS)) {
      stranger.with("DOCKER_HOST", engine.address());
      return stranger.types(
          in(script.toString(), stranger.checkout().resolve("training").toString(), command));
    }
  }

  @Test
  void aVpnForAllTrafficLeavesRoomForALab() throws Exception {
    var doctor = with("doctor", "0.0.0.0/1", "128.0.0.0/1", "10.43.0.0/16 table 52");

    assertThat(doctor.output())
        .as("10.42.7.0/24 is Docker's, 10.43.0.0/16 is in a table of its own")
        .containsPattern("found +lab's network +10\\.44\\.0\\.0/16 is free");
    assertThat(with("doctor").output())
        .as("without any route")
        .containsPattern("lab's network +10\\.43\\.0\\.0/16 is free");
  }

  @Test
  void whereNoRangeIsLeftThoseInTheWayAreNamed() throws Exception {
    String doctor =
        with("doctor", "10.0.0.0/8", "172.16.0.0/12", "192.168.1.0/24", "198.18.0.0/15")
            .failsWith(1);
    assertThat(doctor)
        .contains("MISSING  lab's network")
        .contains("192.168.1.0/24, a route over lo. To free it: end the VPN")
        .contains("10.42.7.0/24, Docker's network mine. To free it: docker network rm mine");
  }
}
