package kubetraining.lab.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DockerClientConfig;
import java.util.Optional;
import java.util.Set;
import kubetraining.lab.embedded.EngineCheck.Finding;
import org.junit.jupiter.api.Test;

final class EnginePolicyTest {
  private static final Set<String> NETWORKS = Set.of("bridge", "host", "none");

  private static EnginePolicy policy(String info) throws Exception {
    return EnginePolicy.of(
        DockerClientConfig.getDefaultObjectMapper().readValue(info, Info.class), NETWORKS);
  }

  @Test
  void anOrdinaryEngineHasNone() throws Exception {
    var policy =
        policy(
            """
            {"SecurityOptions": ["name=seccomp,profile=default"], "LoggingDriver": "json-file",
             "DefaultRuntime": "runc", "Runtimes": {"runc": {"path": "runc"}},
             "MemoryLimit": true, "CpuCfsQuota": true, "CPUSet": true, "PidsLimit": true,
             "DriverStatus": [["Backing Filesystem", "extfs"], ["Supports d_type", "true"]]}
            """);
    assertThat(policy).isEqualTo(EngineCapabilitiesTest.NO_POLICY);
    assertThat(policy.findings()).allMatch(Finding::met);
  }

  @Test
  void whatMachinesCannotLiveWithIsToldWithItsCure() throws Exception {
    var policy =
        policy(
            """
            {"SecurityOptions": ["name=userns"], "LoggingDriver": "json-file",
             "DriverStatus": [["Supports d_type", "false"]]}
            """);
    assertThat(policy.findings())
        .filteredOn(finding -> !finding.met())
        .extracting(Finding::cure)
        .anyMatch(cure -> cure.contains("\"userns-remap\"") && cure.contains("daemon.json"))
        .anyMatch(cure -> cure.contains("ftype=1"))
        .hasSize(2);
    var alone = EnginePolicy.of(new Info(), Set.of("host", "none"));
    assertThat(alone.findings())
        .filteredOn(finding -> !finding.met())
        .extracting(Finding::cure)
        .singleElement()
        .asString()
        .contains("\"bridge\": \"none\"");
  }

  @Test
  void whatMachinesCanOverrideIsOverriddenAndTold() throws Exception {
    var policy =
        policy(
            """
            {"SecurityOptions": ["name=no-new-privileges"], "LoggingDriver": "none",
             "DefaultRuntime": "runsc", "Runtimes": {"runc": {}, "runsc": {"path": "runsc"}}}
            """);
    assertThat(policy.runtime()).isEqualTo(Optional.of("runc"));
    assertThat(policy.findings())
        .allMatch(Finding::met)
        .extracting(Finding::found)
        .anyMatch(found -> found.contains("no-new-privileges") && found.contains("none"));
  }

  @Test
  void controllersThatKubeletNeedsAreNamed() throws Exception {
    var policy = policy("{\"MemoryLimit\": false, \"PidsLimit\": false}");
    assertThat(policy.missing()).containsExactly("memory", "pids");
  }
}
