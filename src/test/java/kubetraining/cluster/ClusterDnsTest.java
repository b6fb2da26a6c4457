package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kubetraining.probe.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void dnsIsAskedOftenWhetherItIsReadyAndHasTheTagThatIsThere() {
    var config =
        Yaml.of("data: {Corefile: \".:53 {\\n    forward . x\\n}\\n\"}").as(ConfigMap.class);
    var deployment =
        Yaml.of(
                """
            spec:
              template:
                spec:
                  containers:
                  - {image: "registry.k8s.io/coredns/coredns:v1.14.2", readinessProbe: {}}
            """)
            .as(Deployment.class);
    ClusterDns.adapt(List.of(config, deployment), Lab.spec(false));
    assertThat(config.getData().get("Corefile")).doesNotContain("forward");
    var container = deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    assertThat(container.getImage()).isEqualTo("registry.k8s.io/coredns/coredns:v1.14.7");
    assertThat(container.getReadinessProbe().getPeriodSeconds()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "4, CrashLoopBackOff, true",
    "2, CrashLoopBackOff, false",
    "9, PodInitializing, false"
  })
  void onlyAPartThatEndsAgainAndAgainLeavesNoHope(int restarts, String reason, boolean hopeless) {
    var pod =
        Yaml.of(
                """
            metadata: {name: kube-proxy-x}
            spec: {nodeName: node2}
            status: {containerStatuses: [{restartCount: %d, state: {waiting: {reason: %s}}}]}
            """,
                restarts, reason)
            .as(Pod.class);

    assertThat(ClusterDns.crashes(pod).isPresent()).isEqualTo(hopeless);
    assertThat(ClusterDns.crashes(pod).orElse("kube-proxy-x on node2 ended 4 times; logs"))
        .contains("kube-proxy-x on node2 ended 4 times", "logs");
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
