package kubetraining.lab.embedded;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A tar that is made while it is read, so that gigabytes need no second copy on disk. Reading and
 * writing must be in different threads; the writer is a thread of its own here.
 */
final class TarStream implements AutoCloseable {
  /** Writes a whole tar. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Nobody reads on. That is told by its type: the system has a message for it in each language.
   */
  private static final class Unread extends IOException {
    private static final long serialVersionUID = 1L;

    Unread(IOException cause) {
      super("nobody reads the tar on", cause);
    }
  }

  /** The end of the pipe that is written to; writing there fails only if nobody reads. */
  private static final class Sink extends FilterOutputStream {
    Sink(OutputStream pipe) {
      super(pipe);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        throw new Unread(e);
      }
    }
  }

  private final InputStream input;
  private final CompletableFuture<Void> writing = new CompletableFuture<>();

  TarStream(String name, Content content) throws IOException {
    Pipe pipe = Pipe.open();
    this.input = Channels.newInputStream(pipe.source());
    var writer =
        new Thread(
            () -> {
              try (var out =
                  new BufferedOutputStream(
                      new Sink(Channels.newOutputStream(pipe.sink())), 1 << 16)) {
                content.writeTo(out);
                out.flush();
                writing.complete(null);
              } catch (IOException | RuntimeException e) {
                writing.completeExceptionally(e);
              }
            },
            "tar-" + name);
    writer.setDaemon(true);
    writer.start();
  }

  InputStream input() {
    return input;
  }

  /** What to throw when the reader failed: if the writer failed before, that is the cause. */
  RuntimeException cause(RuntimeException readerFailed) {
    close();
    try {
      writing.get();
      return readerFailed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return readerFailed;
    } catch (ExecutionException e) {
      // That nobody reads on is no news: the reader said why.
      if (e.getCause() instanceof IOException failure && !(failure instanceof Unread)) {
        var cause = new UncheckedIOException("cannot write a tar for the engine", failure);
        cause.addSuppressed(readerFailed);
        return cause;
      }
      readerFailed.addSuppressed(e.getCause());
      return readerFailed;
    }
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a tar", e);
    }
  }
}
