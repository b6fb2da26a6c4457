package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void knowsForwardWithoutABlock() {
    assertThat(ClusterDns.withoutOutside(START + "    forward . 1.1.1.1\n    cache 30\n}\n"))
        .doesNotContain("forward")
        .contains("    cache 30\n");
  }

  @Test
  void leavesAServerAloneThatNeverForwards() {
    assertThat(ClusterDns.withoutOutside(START + "}\n")).isEqualTo(START + "}\n");
  }

  /** Its directives in kubeadm 1.36.3, cmd/kubeadm/app/phases/addons/dns/manifests.go. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "errors",
        "health",
        "ready",
        "kubernetes",
        "metrics", // the directive is called prometheus
        "forward",
        "cache",
        "loop",
        "reload",
        "loadbalance"
      })
  void allThatTheCorefileOfKubeadmNamesIsCompiledIntoOurCoreDns(String plugin) throws IOException {
    assertThat(Path.of("artifacts/coredns/main.go"))
        .content()
        .contains("_ \"github.com/coredns/coredns/plugin/" + plugin + "\"");
  }
}
