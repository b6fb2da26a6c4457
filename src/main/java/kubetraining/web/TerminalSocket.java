package kubetraining.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kubetraining.host.Daemons;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.remote.SshTerminal;
import kubetraining.typed.MarkedShell;
import kubetraining.typed.Transcript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A marked shell on a machine whose terminal is in a page. Binary messages are what is typed and
 * shown; a text says how large the window is. Closing either end closes the other.
 */
final class TerminalSocket {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalSocket.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final short ENDED = 1000;
  private static final short FAILED = 1011;
  // A close frame has room for 125 bytes, of which two are the code.
  private static final int LONGEST_REASON = 100;
  private static final int SLOWEST_PAGE_SECONDS = 60;
  private static final int SMALLEST = 2;
  private static final int LARGEST = 1000;

  private final ServerWebSocket socket;
  private final ExecutorService keys;
  private final String machine;

  /** Size of a window. */
  record Size(int columns, int rows) {
    Size {
      columns = Math.max(SMALLEST, Math.min(LARGEST, columns));
      rows = Math.max(SMALLEST, Math.min(LARGEST, rows));
    }
  }

  private TerminalSocket(ServerWebSocket socket, String machine) {
    this.socket = socket;
    this.machine = machine;
    this.keys = Executors.newSingleThreadExecutor(Daemons.threads("keys for " + machine));
  }

  /** Serves a page that has just connected, until it or the shell ends. */
  static void serve(ServerWebSocket socket, Desk desk, String machine, Size size) {
    // Nothing is lost: what comes before the shell is there waits.
    socket.pause();
    var terminal = new TerminalSocket(socket, machine);
    Daemons.thread("terminal of " + machine, () -> terminal.run(desk, size)).start();
  }

  private void run(Desk desk, Size size) {
    var shell = MarkedShell.create();
    try (var terminal =
        desk.terminals().open(machine, shell.command(), size.columns(), size.rows())) {
      connect(terminal);
      shell.record(machine, terminal.shown(), new Screen(), Transcript.of(desk.folder(), machine));
      end(ENDED, "the shell has ended");
    } catch (IOException | RuntimeException e) {
      LOG.info("the terminal of {} ended: {}", machine, e.getMessage());
      end(FAILED, String.valueOf(e.getMessage()));
    } finally {
      keys.shutdown();
    }
  }

  private void connect(SshTerminal terminal) {
    socket.binaryMessageHandler(typed -> work(() -> terminal.type(typed.getBytes())));
    socket.textMessageHandler(text -> work(() -> resize(terminal, text)));
    socket.closeHandler(closed -> work(terminal::close));
    if (socket.isClosed()) {
      work(terminal::close);
    }
    socket.resume();
  }

  /** Not on the thread that serves all pages: a machine may be slow to take it. */
  private void work(FileWork.Doing what) {
    if (!keys.isShutdown()) {
      keys.execute(
          () -> {
            try {
              what.run();
            } catch (IOException | RuntimeException e) {
              LOG.debug("{}: {}", machine, e.getMessage());
            }
          });
    }
  }

  private static void resize(SshTerminal terminal, String text) throws IOException {
    JsonNode size = JSON.readTree(text);
    var within = new Size(size.path("columns").asInt(), size.path("rows").asInt());
    terminal.resize(within.columns(), within.rows());
  }

  private void end(short code, String reason) {
    if (!socket.isClosed()) {
      String ascii = reason.replaceAll("[^ -~]+", " ");
      var unused = socket.close(code, ascii.substring(0, Math.min(ascii.length(), LONGEST_REASON)));
    }
  }

  /** What is shown goes on only when the page has taken what came before. */
  private final class Screen extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        var unused =
            socket
                .writeBinaryMessage(Buffer.buffer(length).appendBytes(bytes, from, length))
                .toCompletionStage()
                .toCompletableFuture()
                .get(SLOWEST_PAGE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException(Texts.of("the page of the terminal of %s is gone", machine), e);
      }
    }
  }
}
