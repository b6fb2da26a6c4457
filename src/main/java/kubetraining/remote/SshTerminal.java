package kubetraining.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;

/**
 * A program on a machine that has a terminal of its own, over an SSH connection of its own. To
 * close it is to hang up: the program is told so, as if a window had been closed.
 */
public record SshTerminal(SSHClient client, Session.Command program, Session.Shell window)
    implements AutoCloseable {
  private static final String KIND = "xterm-256color";

  /** Starts the program, and closes the connection if that fails. */
  static SshTerminal start(SSHClient client, String command, int columns, int rows)
      throws IOException {
    try {
      var session = client.startSession();
      session.allocatePTY(KIND, columns, rows, 0, 0, Map.of());
      var program = session.exec(command);
      // The library offers the size of a window only of what it calls a shell; a session is both.
      return new SshTerminal(client, program, (Session.Shell) session);
    } catch (IOException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /** What the program shows; its end is the end of the program. */
  public InputStream shown() {
    return program.getInputStream();
  }

  /** Takes what is typed, and sends it at once. */
  public void type(byte[] typed) throws IOException {
    OutputStream keys = program.getOutputStream();
    keys.write(typed);
    keys.flush();
  }

  /** Tells the program that its window has another size. */
  public void resize(int columns, int rows) throws IOException {
    window.changeWindowDimensions(columns, rows, 0, 0);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
