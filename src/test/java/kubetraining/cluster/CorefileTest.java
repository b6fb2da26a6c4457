package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CorefileTest {
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

    assertThat(Corefile.withoutOutside(corefile))
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
    assertThat(Corefile.withoutOutside(START + "    forward . 1.1.1.1\n    cache 30\n}\n"))
        .doesNotContain("forward")
        .contains("    cache 30\n");
  }

  @Test
  void leavesAServerAloneThatNeverForwards() {
    assertThat(Corefile.withoutOutside(START + "}\n")).isEqualTo(START + "}\n");
  }
}
