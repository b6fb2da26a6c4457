package kubetraining.lab.embedded.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.lab.embedded.engine.LabTar;
import kubetraining.lab.embedded.engine.Tars;
import kubetraining.lab.embedded.image.MachineImage;
import org.junit.jupiter.api.Test;

final class MachineSourceTest {
  private static Map<String, Tars.Read> identity(List<String> resolvers) throws IOException {
    var image = new MachineImage("kube-training/bare", "f1");
    var out = new ByteArrayOutputStream();
    try (var tar = new LabTar(out, MachineSource.FOLDERS)) {
      var one = new CloudInstance("i-1", "running", "10.42.1.4", "subnet-1", Optional.of("key"));
      var data = Optional.of("#!/bin/sh\n".getBytes(UTF_8));
      var source = MachineSource.bare(image, image, resolvers);
      source.identity().addTo(tar, one, "ssh-ed25519 AAAA me\n", data);
    }
    return Tars.entries(out.toByteArray());
  }

  @Test
  void onABareMachineCloudInitFindsKeyNameAndUserDataAndNothingElseIsThere() throws IOException {
    String seed = "var/lib/cloud/seed/";
    var alone = identity(List.of());
    assertThat(alone)
        .containsOnlyKeys(
            seed, seed + "nocloud/", seed + "nocloud/meta-data", seed + "nocloud/user-data");
    assertThat(alone.get(seed + "nocloud/user-data").text()).isEqualTo("#!/bin/sh\n");
    assertThat(alone.get(seed + "nocloud/meta-data").text())
        .isEqualTo(
            """
            instance-id: i-1
            local-hostname: ip-10-42-1-4
            public-keys:
            - "ssh-ed25519 AAAA me"
            """);
    assertThat(
            identity(List.of("192.0.2.1", "192.0.2.2")).get("var/lib/lab-host/resolv.conf").text())
        .isEqualTo("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
  }
}
