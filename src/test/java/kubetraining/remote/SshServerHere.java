package kubetraining.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;

/** A real SSH server in this JVM that runs commands on this computer, with a harmless sudo. */
public final class SshServerHere implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final Path tools;

  public SshServerHere(Path folder, SshIdentity allowed) throws Exception {
    this.tools = Files.createDirectories(folder.resolve("tools"));
    var sudo = tools.resolve("sudo");
    if (Files.notExists(sudo)) {
      Files.writeString(sudo, "#!/bin/sh\nshift\nexec \"$@\"\n");
      Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    var key =
        AuthorizedKeyEntry.parseAuthorizedKeyEntry(allowed.publicLine())
            .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve("host.key")));
    server.setPublickeyAuthenticator(
        (user, offered, session) -> user.equals("ubuntu") && KeyUtils.compareKeys(offered, key));
    server.setCommandFactory((channel, line) -> new InvertedShellWrapper(shell(line)));
    server.start();
  }

  public int port() {
    return server.getPort();
  }

  void dropConnections() throws Exception {
    for (var session : server.getActiveSessions()) {
      session.close(true).await(5, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }

  private ProcessShell shell(String line) {
    return new ProcessShell("bash", "-c", "export PATH=\"$0:$PATH\"; " + line, tools.toString());
  }

  /** The key that it shows, as it stands in a file of known hosts. */
  public String key() throws Exception {
    return PublicKeyEntry.toString(
        server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
  }
}
