package kubetraining.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshIdentityTest {
  @TempDir Path folder;

  @Test
  void writesAPrivateKeyThatAnotherImplementationReads() throws Exception {
    var identity = SshIdentity.create(folder.resolve("lab/id"), "kube-training main");

    var pairs =
        OpenSSHKeyPairResourceParser.INSTANCE.loadKeyPairs(
            null, new PathResource(identity.privateKey()), null);

    assertThat(pairs)
        .singleElement()
        .satisfies(
            pair ->
                assertThat(PublicKeyEntry.toString(pair.getPublic()) + " kube-training-main")
                    .isEqualTo(identity.publicLine()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity.privateKey())))
        .isEqualTo("rw-------");
    assertThat(SshIdentity.load(folder.resolve("lab/id"))).isEqualTo(identity);
    assertThatThrownBy(() -> SshIdentity.load(folder.resolve("none")))
        .hasMessageContaining("no SSH key in " + folder.resolve("none"));
  }
}
