package kubetraining.lab.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.host.Finding;
import kubetraining.lab.LabUnavailableException;
import org.junit.jupiter.api.Test;

final class EngineCapabilitiesTest {
  private static final long ENOUGH = 1L << 40;
  private static final String USUAL =
      """
      {"ServerVersion": "20.10.24", "Driver": "overlay2", "DockerRootDir": "/var/lib/docker",
       "NCPU": 2, "MemTotal": 8589934592, "LoggingDriver": "json-file", "CgroupVersion": "%s",
       "SecurityOptions": ["name=seccomp,profile=default"],
       "DefaultRuntime": "runc", "Runtimes": {"runc": {"path": "runc"}},
       "MemoryLimit": true, "CpuCfsQuota": true, "CPUSet": true, "PidsLimit": true,
       "DriverStatus": [["Backing Filesystem", "extfs"], ["Supports d_type", "true"]]}
      """;

  static EngineCapabilities capabilities(boolean privileged, int cgroups, long diskFree)
      throws Exception {
    return EngineWays.capabilities(
        USUAL.replace("%s", "" + cgroups), privileged, diskFree, Set.of("bridge", "host", "none"));
  }

  private static EngineCapabilities of(String info) throws Exception {
    return EngineWays.capabilities(info, true, ENOUGH, Set.of("bridge"));
  }

  private static Stream<Finding> unmet(EngineCapabilities seen) {
    return EngineCheck.of(seen).stream().filter(finding -> !finding.met());
  }

  @Test
  void anOrdinaryEngineLacksNothing() throws Exception {
    assertThat(unmet(capabilities(true, 2, ENOUGH))).isEmpty();
    assertThat(capabilities(true, 2, ENOUGH).overridden()).isEmpty();
  }

  @Test
  void aComputerThatCannotRunALabIsRefusedInOneMessageBeforeAnythingIsMade() throws Exception {
    var full = capabilities(true, 2, 1L << 30);
    var network = Finding.met("lab's network", "free");
    assertThatThrownBy(() -> EngineCheck.require(full, network, false, () -> null))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContainingAll("nothing was made", "disk space: 1 GB free in /var/lib/docker")
        .hasMessageContaining("docker system prune");
    // Where a machine image is there already little room will do, and nothing is asked.
    EngineCheck.require(full, network, true, () -> fail("nothing is missing"));
  }

  @Test
  void whatMachinesCannotLiveWithIsToldWithItsCure() throws Exception {
    var info = USUAL.replace("name=seccomp", "name=userns").replace("\"true\"", "\"false\"");
    var seen = EngineWays.capabilities(info, true, ENOUGH, Set.of("host", "none"));
    assertThat(unmet(seen))
        .extracting(Finding::cure)
        .satisfiesExactly(
            cure -> assertThat(cure).contains("\"userns-remap\"", "daemon.json"),
            cure -> assertThat(cure).contains("ftype=1"),
            cure -> assertThat(cure).contains("\"bridge\": \"none\""));
  }

  @Test
  void whatMachinesCanOverrideIsOverriddenAndTold() throws Exception {
    var seen =
        of(
            """
            {"SecurityOptions": ["name=no-new-privileges"], "LoggingDriver": "none",
             "DefaultRuntime": "runsc", "Runtimes": {"runc": {}, "runsc": {"path": "runsc"}}}
            """);
    assertThat(EngineCapabilities.runtime(seen.info())).contains("runc");
    assertThat(EngineCheck.of(seen))
        .extracting(Finding::found)
        .contains(
            "no-new-privileges, a default runtime that is not runc, log driver none: overridden for"
                + " the lab's containers");
  }

  @Test
  void controllersThatKubeletNeedsAreNamed() throws Exception {
    assertThat(of("{\"MemoryLimit\": false, \"PidsLimit\": false}").missingControllers())
        .containsExactly("memory", "pids");
  }

  @Test
  void bothSidesAgreeOnAVersionOfTheApi() {
    assertThat(EngineConnection.agreed("1.41", "1.12").getVersion()).isEqualTo("1.41");
    assertThat(EngineConnection.agreed("1.52", "1.24").getVersion()).isEqualTo("1.44");
    assertThat(EngineConnection.agreed("1.60", "1.46").getVersion()).isEqualTo("1.46");
  }

  @Test
  void whatTheKernelAllowsAnEngineIsRead() {
    assertThat(EngineCapabilities.mayEverything(List.of("CapBnd:\t000001fffeffffff"))).isFalse();
    assertThat(EngineCapabilities.mayEverything(List.of("CapBnd:\t000001ffffffffff"))).isTrue();
    String limits = "Max open files            1024                 %s                files";
    assertThat(EngineCapabilities.openFiles(List.of(limits.replace("%s", "20000"))))
        .isEqualTo(20000);
    assertThat(EngineCapabilities.openFiles(List.of(limits.replace("%s", "unlimited"))))
        .isEqualTo(1048576);
  }

  @Test
  void whateverTheEngineForbidsByDefaultMachinesMayDo() throws Exception {
    for (boolean privileged : new boolean[] {true, false}) {
      JsonNode options =
          new ObjectMapper().valueToTree(HostOptions.of(capabilities(privileged, 2, ENOUGH)));
      assertThat(options.path("Privileged").asBoolean()).isEqualTo(privileged);
      assertThat(options.path("SecurityOpt").toString()).contains("no-new-privileges=false");
      assertThat(options.at("/LogConfig/Type").asText()).isEqualTo("json-file");
      assertThat(options.at("/Ulimits/0/Hard").asLong()).isEqualTo(20000);
    }
    JsonNode restricted =
        new ObjectMapper().valueToTree(HostOptions.of(capabilities(false, 1, ENOUGH)));
    assertThat(restricted.path("CapDrop").toString()).isEqualTo("[\"SYS_RESOURCE\"]");
    assertThat(restricted.path("MaskedPaths").toString()).isEqualTo("[]");
    assertThat(restricted.path("ReadonlyPaths").toString()).isEqualTo("[]");
  }
}
