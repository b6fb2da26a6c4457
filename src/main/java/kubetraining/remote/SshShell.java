package kubetraining.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell over one SSH connection that is kept, with a session for each command, so that several
 * threads may run commands at once.
 *
 * <p>A command runs by {@code bash -lc}, in the home of {@code ubuntu}, with the PATH that his
 * login has and with nothing on standard input: what the guide prints does the same here as typed
 * there.
 */
public final class SshShell implements RemoteShell {
  private static final Logger LOG = LoggerFactory.getLogger(SshShell.class);
  private static final Duration FILE_LIMIT = Duration.ofMinutes(5);
  // sshd's MaxSessions is 10 by default; the rest is for the keepalive and a person's curiosity.
  private static final int SESSIONS = 8;

  private final String machine;
  private final Supplier<SSHClient> login;
  private final UnaryOperator<Duration> patience;
  private final Semaphore sessions = new Semaphore(SESSIONS, true);
  private final ReentrantLock loggingIn = new ReentrantLock();
  private volatile SSHClient client;
  private volatile boolean closed;

  /**
   * @param patience what becomes of the limit of a command
   */
  SshShell(String machine, Supplier<SSHClient> login, UnaryOperator<Duration> patience) {
    this.machine = machine;
    this.login = login;
    this.patience = patience;
    this.client = login.get();
  }

  @Override
  public String machine() {
    return machine;
  }

  @Override
  public CommandResult run(String command, Duration limit) {
    var sent = "bash -lc " + quoted(command);
    return execute(command, sent, InputStream.nullInputStream(), patience.apply(limit));
  }

  @Override
  public void write(String path, byte[] content, String mode) {
    var command = Texts.of("sudo -n install -D -m %s /dev/stdin %s", mode, quoted(path));
    execute(command, command, new ByteArrayInputStream(content), FILE_LIMIT).orSuiteFault();
  }

  @Override
  public void upload(Path local, String remotePath) {
    var mode = Files.isExecutable(local) ? "0755" : "0644";
    var command = Texts.of("install -D -m %s /dev/stdin %s", mode, quoted(remotePath));
    try (var content = Files.newInputStream(local)) {
      execute(command, command, content, FILE_LIMIT).orSuiteFault();
    } catch (IOException e) {
      throw new UncheckedIOException(
          Texts.of("could not copy %s to %s on %s", local, remotePath, machine), e);
    }
  }

  @Override
  public void close() {
    closed = true;
    // Whoever logs in again, perhaps to a machine that is gone, takes minutes and sees it then.
    if (loggingIn.tryLock()) {
      try {
        close(client);
      } finally {
        loggingIn.unlock();
      }
    }
  }

  private void close(SSHClient last) {
    try {
      last.close();
    } catch (IOException e) {
      // The machine may be gone already, and then there is nothing left to close.
      LOG.debug("closing the connection to {}: {}", machine, e.getMessage());
    }
  }

  @Override
  public String toString() {
    return "shell on " + machine;
  }

  private CommandResult execute(String shown, String sent, InputStream input, Duration limit) {
    long start = System.nanoTime();
    try {
      sessions.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(shown, e);
    }
    try (var session = connection().startSession();
        var running = session.exec(sent)) {
      var streams =
          new Running(machine, shown, limit, running.getInputStream(), running.getErrorStream());
      feed(input, running);
      var result = await(running, streams);
      LOG.debug(
          "{}: '{}' exited {} after {} ms",
          machine,
          Excerpt.command(shown),
          result.exitCode(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      return result;
    } catch (IOException e) {
      if (causedByInterrupt(e)) {
        Thread.currentThread().interrupt();
        throw interrupted(shown, e);
      }
      throw new ConnectionBrokenException(
          machine,
          Texts.of(
              "'%s' on %s, limit %s s: %s",
              Excerpt.command(shown), machine, limit.toSeconds(), reason(e)),
          e);
    } finally {
      sessions.release();
    }
  }

  private static String reason(IOException failure) {
    boolean silent =
        failure instanceof SSHException broken
            && broken.getDisconnectReason() == DisconnectReason.CONNECTION_LOST;
    return silent
        ? "the machine went silent: " + failure.getMessage()
        : String.valueOf(failure.getMessage());
  }

  private CommandResult await(Session.Command process, Running running) throws IOException {
    boolean ended = joined(process, running);
    Integer exitCode = process.getExitStatus();
    if (!ended) {
      process.signal(Signal.TERM);
      throw running.timeout();
    }
    if (exitCode == null) {
      var said = Excerpt.tail("stderr", running.stderr().all());
      throw new IOException(
          Texts.of("ended without an exit status, signal %s%s", process.getExitSignal(), said));
    }
    return running.ended(exitCode);
  }

  private boolean joined(Session.Command process, Running running) throws IOException {
    try {
      process.join(running.limit().toMillis(), TimeUnit.MILLISECONDS);
      return !process.isOpen();
    } catch (ConnectionException e) {
      if (causedByInterrupt(e)) {
        process.signal(Signal.TERM);
        throw e;
      }
      if (process.isOpen() && connected()) {
        return false;
      }
      throw e;
    }
  }

  private static void feed(InputStream input, Session.Command process) throws IOException {
    try (var sink = process.getOutputStream()) {
      input.transferTo(sink);
      // Without it, what the other side has no room for at this moment is dropped by close.
      sink.flush();
    } catch (IOException e) {
      // What has ended reads no more, and its exit code says how.
      if (process.isOpen()) {
        throw e;
      }
    }
  }

  boolean connected() {
    return client.isConnected();
  }

  /** The connection, made again if it broke since the last command. */
  private SSHClient connection() {
    loggingIn.lock();
    try {
      requireOpen();
      if (!client.isConnected()) {
        LOG.info("the connection to {} broke; logging in again", machine);
        client = login.get();
        if (closed) {
          close(client);
        }
        requireOpen();
      }
      return client;
    } finally {
      loggingIn.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(Texts.of("the shell on %s is closed", machine));
    }
  }

  private static boolean causedByInterrupt(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(InterruptedException.class::isInstance);
  }

  private IllegalStateException interrupted(String command, Exception cause) {
    return new IllegalStateException(
        Texts.of("interrupted while '%s' ran on %s", Excerpt.command(command), machine), cause);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
