package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ComputerNetworksTest {
  private static List<String> texts(List<ComputerNetworks.Taken> taken) {
    return taken.stream().map(ComputerNetworks.Taken::toString).toList();
  }

  @Test
  void theKernelsTableIsReadWithoutRoutesToTheWorld() {
    var table =
        List.of(
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
            "tun0\t00000000\t0100080A\t0003\t0\t0\t0\t00000080\t0\t0\t0",
            "tun0\t00000080\t0100080A\t0003\t0\t0\t0\t00000080\t0\t0\t0",
            "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0",
            "docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0",
            "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
            "tun1\t0000000A\t00000000\t0001\t0\t0\t0\t000000FF\t0\t0\t0");
    assertThat(texts(ComputerNetworks.routes(table)))
        .containsExactly(
            "172.17.0.0/16, a route over docker0",
            "192.0.2.0/24, a route over eth0",
            "10.0.0.0/8, a route over tun1");
  }

  @Test
  void theTablesOfVpnsAreReadToo() {
    var tables =
        """
        default dev wg0 table 51820 scope link
        10.43.0.0/16 dev tailscale0 table 52
        100.100.100.100 dev tailscale0 table 52
        throw 192.168.1.0/24 table 52
        blackhole 10.77.0.0/16 proto bird metric 1024
        0.0.0.0/1 via 10.8.0.1 dev tun0
        default via 192.0.2.1 dev eth0
        192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.2
        local 127.0.0.0/8 dev lo table local proto kernel scope host src 127.0.0.1
        broadcast 192.0.2.255 dev eth0 table local proto kernel scope link src 192.0.2.2
        """;
    assertThat(texts(ComputerNetworks.allTables(tables.lines().toList())))
        .containsExactly(
            "10.43.0.0/16, a route over tailscale0",
            "100.100.100.100/32, a route over tailscale0",
            "192.168.1.0/24, a route of kind throw",
            "10.77.0.0/16, a route of kind blackhole",
            "192.0.2.0/24, a route over eth0");
  }

  @Test
  void ofResolversThatOnlyThisComputerReachesNoneIsGivenToMachines() {
    var file =
        List.of(
            "# made by hand",
            "search corp",
            "nameserver 127.0.0.53",
            "nameserver  192.0.2.1",
            "nameserver ::1");
    assertThat(ComputerNetworks.nameServers(file))
        .containsExactly("127.0.0.53", "192.0.2.1", "::1");
    assertThat(ComputerNetworks.outside(ComputerNetworks.nameServers(file)))
        .containsExactly("192.0.2.1");
  }
}
