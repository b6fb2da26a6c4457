package kubetraining.lab.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.embedded.EngineCheck.Finding;
import org.junit.jupiter.api.Test;

final class EngineCapabilitiesTest {
  static final EnginePolicy NO_POLICY =
      new EnginePolicy(false, false, Optional.empty(), "json-file", List.of(), true, true);

  private static final Finding NETWORK = new Finding("lab's network", true, "free", "");

  static EngineCapabilities capabilities(boolean privileged, int cgroups, long diskFree) {
    return new EngineCapabilities(
        "20.10.24",
        "1.41",
        cgroups,
        "cgroupfs",
        privileged,
        false,
        20000,
        "overlay2",
        "/var/lib/docker",
        OptionalLong.of(diskFree),
        OptionalLong.of(1_000_000),
        2,
        8L << 30,
        false,
        NO_POLICY);
  }

  @Test
  void anEngineWithoutTheResourceCapabilityCannotStartPrivilegedContainers() {
    assertThat(EngineCapabilities.mayEverything(List.of("CapBnd:\t000001fffeffffff"))).isFalse();
    assertThat(EngineCapabilities.mayEverything(List.of("CapBnd:\t000001ffffffffff"))).isTrue();
  }

  @Test
  void theHardLimitOfOpenFilesCounts() {
    assertThat(
            EngineCapabilities.openFiles(
                List.of(
                    "Max open files            1024                 20000                files")))
        .isEqualTo(20000);
    assertThat(
            EngineCapabilities.openFiles(
                List.of(
                    "Max open files            1024                 unlimited            files")))
        .isEqualTo(1048576);
  }

  @Test
  void aRestrictedEngineGetsEveryCapabilityButOneAndNothingMasked() throws Exception {
    var options = HostOptions.of(capabilities(false, 1, 1L << 40));
    var json = new ObjectMapper().valueToTree(options);
    assertThat(json.path("Privileged").asBoolean()).isFalse();
    assertThat(json.path("CapDrop").toString()).isEqualTo("[\"SYS_RESOURCE\"]");
    assertThat(json.path("MaskedPaths").toString()).isEqualTo("[]");
    assertThat(json.path("ReadonlyPaths").toString()).isEqualTo("[]");
  }

  @Test
  void anOrdinaryEngineRunsMachinesPrivileged() {
    assertThat(HostOptions.of(capabilities(true, 2, 1L << 40)).getPrivileged()).isTrue();
  }

  @Test
  void theDoctorNamesTheCureForAFullDisk() {
    assertThat(EngineCheck.of(capabilities(true, 2, 1L << 30)))
        .filteredOn(finding -> !finding.met())
        .extracting(Finding::what)
        .containsExactly("disk space");
    assertThat(EngineCheck.of(capabilities(true, 2, 1L << 30)))
        .filteredOn(finding -> !finding.met())
        .first()
        .satisfies(finding -> assertThat(finding.cure()).contains("docker system prune"));
  }

  @Test
  void aComputerThatCannotRunALabIsRefusedInOneMessageBeforeAnythingIsMade() {
    assertThatThrownBy(
            () -> EngineCheck.require(capabilities(true, 2, 1L << 30), NETWORK, false, () -> null))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("nothing was made")
        .hasMessageContaining("disk space: 1 GB free in /var/lib/docker")
        .hasMessageContaining("docker system prune");
  }

  @Test
  void whereAMachineImageIsThereAlreadyLittleRoomWillDo() {
    EngineCheck.require(
        capabilities(true, 2, 1L << 30),
        NETWORK,
        true,
        () -> {
          throw new AssertionError("nothing is missing, so nothing is asked");
        });
  }

  @Test
  void whateverTheEngineForbidsByDefaultMachinesMayDo() throws Exception {
    for (boolean privileged : List.of(true, false)) {
      var json =
          new ObjectMapper().valueToTree(HostOptions.of(capabilities(privileged, 2, 1L << 40)));
      assertThat(json.path("SecurityOpt").toString()).contains("no-new-privileges=false");
      assertThat(json.path("LogConfig").path("Type").asText()).isEqualTo("json-file");
      assertThat(json.path("Ulimits").path(0).path("Hard").asLong()).isEqualTo(20000);
    }
  }

  @Test
  void bothSidesAgreeOnAVersionOfTheApi() {
    assertThat(ApiVersion.agreed("1.41", "1.12")).isEqualTo("1.41");
    assertThat(ApiVersion.agreed("1.52", "1.24")).isEqualTo("1.44");
    assertThat(ApiVersion.agreed("1.60", "1.46")).isEqualTo("1.46");
  }
}
