package kubetraining.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/** A real SSH server in this JVM that runs commands on this computer, with a harmless sudo. */
final class SshServerHere implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final Path tools;

  SshServerHere(Path folder, SshIdentity allowed) throws Exception {
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
    server.setCommandFactory((channel, line) -> new ShellCommand(line));
    server.start();
  }

  int port() {
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

  private final class ShellCommand implements Command {
    private final String line;
    private final List<Thread> threads = new ArrayList<>();
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, closing) -> {};

    ShellCommand(String line) {
      this.line = line;
    }

    @Override
    public void setInputStream(InputStream stream) {
      in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
      out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
      err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
      exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
      var builder =
          new ProcessBuilder("bash", "-c", "export PATH=\"$0:$PATH\"; " + line, tools.toString());
      var process = builder.start();
      pump(in, process.getOutputStream());
      var stdout = pump(process.getInputStream(), out);
      var stderr = pump(process.getErrorStream(), err);
      started(
          () -> {
            int code = process.waitFor();
            stdout.join();
            stderr.join();
            exit.onExit(code);
          });
    }

    @Override
    public void destroy(ChannelSession channel) {
      threads.forEach(Thread::interrupt);
    }

    private Thread pump(InputStream from, OutputStream to) {
      return started(
          () -> {
            byte[] buffer = new byte[8192];
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
              to.write(buffer, 0, count);
              to.flush();
            }
            to.close();
          });
    }

    private Thread started(Piece piece) {
      var thread =
          new Thread(
              () -> {
                try {
                  piece.run();
                } catch (IOException | InterruptedException e) {
                  // The channel closed under us, which is how a test ends a command.
                  Thread.currentThread().interrupt();
                }
              });
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
      return thread;
    }
  }

  private interface Piece {
    void run() throws IOException, InterruptedException;
  }
}
