package kubetraining.lab.embedded.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kubetraining.host.Daemons;
import kubetraining.host.Texts;

/**
 * The way to a container engine that notices when the engine has fallen silent. The first question
 * has a short limit. Later ones may take long, as an import of an image does: whoever waits for one
 * asks now and then whether the engine still answers another. The timeouts of the client library
 * (3.7.1) do nothing on a Unix socket.
 */
final class PatientTransport implements DockerHttpClient {
  /** How long an engine that works may leave a question for nothing but a sign of life. */
  static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Request PING =
      Request.builder().method(Request.Method.GET).path("/_ping").build();

  private final DockerHttpClient engine;
  private final EngineAddress address;
  private final Duration betweenLooks;
  private final Duration signOfLife;
  private final ExecutorService askers =
      Executors.newCachedThreadPool(Daemons.threads("engine-asker"));
  private volatile boolean heard;

  PatientTransport(DockerHttpClient engine, EngineAddress address) {
    this(engine, address, BETWEEN_LOOKS, SIGN_OF_LIFE);
  }

  PatientTransport(
      DockerHttpClient engine, EngineAddress address, Duration betweenLooks, Duration signOfLife) {
    this.engine = engine;
    this.address = address;
    this.betweenLooks = betweenLooks;
    this.signOfLife = signOfLife;
  }

  /**
   * The engine's answer.
   *
   * @throws EngineTrouble if the engine says nothing any more
   */
  @Override
  public Response execute(Request request) {
    try {
      var answer = await(() -> engine.execute(request));
      heard = true;
      return new WatchedAnswer(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T await(Callable<T> question) throws IOException {
    Future<T> answer = askers.submit(question);
    long asked = System.nanoTime();
    try {
      while (true) {
        Duration limit = heard ? betweenLooks : signOfLife;
        try {
          return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          boolean tooLong = System.nanoTime() - asked > LONGEST.toNanos();
          if (tooLong || !heard || !lives()) {
            throw silent(tooLong ? LONGEST : signOfLife, e);
          }
        }
      }
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the container engine was asked", e);
    } finally {
      answer.cancel(true);
    }
  }

  private boolean lives() throws InterruptedException {
    Future<Integer> sign =
        askers.submit(
            () -> {
              try (var response = engine.execute(PING)) {
                return response.getStatusCode();
              }
            });
    try {
      return sign.get(signOfLife.toMillis(), TimeUnit.MILLISECONDS) == 200;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } finally {
      sign.cancel(true);
    }
  }

  private EngineTrouble silent(Duration limit, Exception cause) {
    String words = "the container engine at %s accepts connections, but did not answer within %s s";
    String usual =
        "sudo kill -CONT $(pidof dockerd)   (if it was stopped; else restart it: sudo"
            + " systemctl restart docker)";
    String found = Texts.of(words, address, limit.toSeconds());
    return new EngineTrouble(found, address.cure(" wake that engine", usual), cause);
  }

  private static IOException rethrown(Throwable failure) throws IOException {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return failure instanceof IOException io ? io : new IOException(failure);
  }

  @Override
  public void close() throws IOException {
    try {
      engine.close();
    } finally {
      askers.shutdownNow();
    }
  }

  /** An answer has begun; its rest may still never come. */
  private final class WatchedAnswer implements Response {
    private final Response answer;

    WatchedAnswer(Response answer) {
      this.answer = answer;
    }

    @Override
    public int getStatusCode() {
      return answer.getStatusCode();
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      return answer.getHeaders();
    }

    @Override
    public InputStream getBody() {
      return new FilterInputStream(answer.getBody()) {
        @Override
        public int read() throws IOException {
          return await(in::read);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
          return await(() -> in.read(into, from, length));
        }
      };
    }

    @Override
    public void close() {
      answer.close();
    }
  }
}
