package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelModulesTest {
  @TempDir Path root;

  @BeforeEach
  void aKernel() throws IOException {
    write("proc/sys/kernel/osrelease", "6.8.0-50-generic\n");
  }

  @Test
  void whatIsLoadedOrCanBeIsThereAndWithoutModulesAllThatWillEverBe() throws IOException {
    assertThat(new KernelModules(root).finding().met()).isTrue();
    Files.createDirectories(root.resolve("sys/module/overlay"));
    write(
        "lib/modules/6.8.0-50-generic/modules.dep",
        "kernel/drivers/net/vxlan/vxlan.ko.zst: kernel/net/ipv4/udp_tunnel.ko.zst\n");
    write("lib/modules/6.8.0-50-generic/modules.builtin", "kernel/net/bridge/br_netfilter.ko\n");
    assertThat(new KernelModules(root).finding().met()).isTrue();
  }

  @Test
  void afterAnUpdateTheModulesOfTheRunningKernelAreMissed() throws IOException {
    Files.createDirectories(root.resolve("sys/module/overlay"));
    write("lib/modules/6.8.0-51-generic/modules.dep", "kernel/drivers/net/vxlan/vxlan.ko: \n");
    var finding = new KernelModules(root).finding();
    assertThat(finding.found()).isEqualTo("kernel 6.8.0-50-generic has no br_netfilter, vxlan");
    assertThat(finding.cure()).contains("modprobe -a br_netfilter vxlan", "boot");
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text);
  }
}
