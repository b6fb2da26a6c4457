package kubetraining.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kubetraining.host.Daemons;
import kubetraining.host.Texts;

/**
 * Reads one stream to its end on a thread of its own: a blocked reader of one stream must never
 * keep the other from being read, or both sides stall once the window is full.
 */
record StreamDrain(ByteArrayOutputStream bytes, Future<?> end) {
  private static final long GRACE_SECONDS = 10;
  private static final int MOST = 32 << 20;

  static StreamDrain of(InputStream stream, String name) {
    var bytes = new ByteArrayOutputStream();
    return new StreamDrain(bytes, Daemons.begin("drain " + name, () -> read(stream, bytes)));
  }

  String soFar() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Everything, once the other side has closed the stream. */
  String all() throws IOException {
    try {
      end.get(GRACE_SECONDS, TimeUnit.SECONDS);
      return soFar();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading the output", e);
    } catch (ExecutionException e) {
      throw new IOException("could not read the output to its end", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the command ended but its output did not", e);
    }
  }

  private static int read(InputStream stream, ByteArrayOutputStream bytes) throws IOException {
    byte[] buffer = new byte[8192];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      if (bytes.size() + count > MOST) {
        throw new IOException(Texts.of("more than %d MiB of output", MOST >> 20));
      }
      bytes.write(buffer, 0, count);
    }
    return bytes.size();
  }
}
