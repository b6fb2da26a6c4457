package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ClusterDnsTest {
  private static final String START =
      """
      .:53 {
          errors
          kubernetes cluster.local in-addr.arpa ip6.arpa {
             fallthrough in-addr.arpa ip6.arpa
          }
      """;

  @Test
  void answersOutsideNamesItselfInsteadOfForwarding() {
    var corefile =
        START
            + """
                forward . /etc/resolv.conf {
                   max_concurrent 1000
                }
                cache 30 {
                   disable denial cluster.local
                }
                loop
                reload
            }
            """;

    assertThat(ClusterDns.withoutOutside(corefile))
        .isEqualTo(
            START
                + """
                    cache 30 {
                       disable denial cluster.local
                    }
                    reload
                }
                """);
  }

  @Test
  void knowsForwardWithoutABlockAndLeavesAServerAloneThatNeverForwards() {
    assertThat(ClusterDns.withoutOutside(START + "    forward . 1.1.1.1\n    cache 30\n}\n"))
        .doesNotContain("forward")
        .contains("    cache 30\n");
    assertThat(ClusterDns.withoutOutside(START + "}\n")).isEqualTo(START + "}\n");
  }

  /**
   * Its directives in kubeadm 1.36.3, cmd/kubeadm/app/phases/addons/dns/manifests.go; that of
   * metrics is called prometheus.
   */
  @Test
  void allThatTheCorefileOfKubeadmNamesIsCompiledIntoOurCoreDns() throws IOException {
    var program = Files.readString(Path.of("artifacts/coredns/main.go"));
    var plugins = "errors health ready kubernetes metrics forward cache loop reload loadbalance";
    for (String plugin : plugins.split(" ")) {
      assertThat(program).contains("_ \"github.com/coredns/coredns/plugin/" + plugin + "\"");
    }
  }
}
