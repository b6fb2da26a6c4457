package kubetraining.lab.embedded.engine;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import kubetraining.host.Daemons;

/** A tar that is made while it is read, so that gigabytes need no second copy on disk. */
public final class TarStream {
  private TarStream() {}

  /** Writes a whole tar. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Has a tar read that is written in a thread of its own. If the writer fails, that is the cause,
   * whatever the reader made of it.
   */
  static void read(Content content, Consumer<InputStream> reader) {
    try {
      Pipe pipe = Pipe.open();
      var failure = new AtomicReference<Exception>();
      Daemons.thread("tar", () -> write(content, pipe.sink(), failure)).start();
      var in = Channels.newInputStream(pipe.source());
      RuntimeException refused = null;
      try {
        reader.accept(unclosed(in));
      } catch (RuntimeException e) {
        refused = e;
      }
      // Looked at before this end is closed: until then writing fails for reasons of its own.
      Exception failed = failure.get();
      in.close();
      if (failed != null) {
        var cause = new IllegalStateException("cannot write a tar for the engine", failed);
        if (refused != null) {
          cause.addSuppressed(refused);
        }
        throw cause;
      }
      if (refused != null) {
        throw refused;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a tar for the engine", e);
    }
  }

  private static void write(
      Content content, Pipe.SinkChannel pipe, AtomicReference<Exception> failure) {
    try (var out = new BufferedOutputStream(Channels.newOutputStream(pipe), 1 << 16)) {
      try {
        content.writeTo(out);
        out.flush();
      } catch (IOException | RuntimeException e) {
        // Before the reader sees the end.
        failure.set(e);
      }
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
  }

  private static InputStream unclosed(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public void close() {}
    };
  }
}
