package kubetraining.lab.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

final class BareMachinesTest {
  private static final String SEED = "var/lib/cloud/seed/nocloud/";

  private static Map<String, String> identity(List<String> resolvers) throws IOException {
    var image = new MachineImage(MachineImage.BARE_REPOSITORY, "f1");
    var out = new ByteArrayOutputStream();
    new BareMachines(image, image, resolvers)
        .writeIdentity(
            out,
            new CloudInstance("i-1", "running", "10.42.1.4", "subnet-1", Optional.of("key")),
            "ssh-ed25519 AAAA me\n",
            Optional.of("#!/bin/sh\n".getBytes(UTF_8)));
    var files = new HashMap<String, String>();
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          files.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
        }
      }
    }
    return files;
  }

  @Test
  void cloudInitFindsKeyNameAndUserDataAndNothingElseIsThere() throws IOException {
    assertThat(identity(List.of()))
        .containsOnly(
            Map.entry(
                SEED + "meta-data",
                """
                instance-id: i-1
                local-hostname: ip-10-42-1-4
                public-keys:
                - "ssh-ed25519 AAAA me"
                """),
            Map.entry(SEED + "user-data", "#!/bin/sh\n"));
  }

  @Test
  void theComputersResolversAreThoseOfMachines() throws IOException {
    assertThat(identity(List.of("192.0.2.1", "192.0.2.2")))
        .containsEntry(
            "var/lib/lab-host/resolv.conf", "nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
  }

  @Test
  void resolversThatOnlyThisComputerReachesAreLeftOut() {
    assertThat(
            ComputerResolvers.of(
                List.of(
                    "# a comment",
                    "search example.org",
                    "nameserver 127.0.0.53",
                    "nameserver  192.0.2.1",
                    "nameserver 2001:db8::1")))
        .containsExactly("192.0.2.1");
  }

  @Test
  void anImageOfBareMachinesHoldsNoToolOfOurs() {
    assertThat(MachineOverlay.bare().contents().keySet())
        .as("what makes a container a host, and what cloud images say of themselves")
        .containsExactly(
            "/etc/cloud/cloud.cfg.d/99-lab.cfg 420",
            "/etc/systemd/system/lab-host-setup.service 420",
            "/usr/local/sbin/container-setup 493",
            "/usr/local/sbin/lab-host-setup 493");
    assertThat(String.join("", MachineOverlay.bare().contents().values()))
        .doesNotContain("containerd.toml", "lab-parts");
  }
}
