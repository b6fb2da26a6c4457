package kubetraining.lab.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kubetraining.progress.Phases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class PatientTransportTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  // An engine that lives is heard in time on a busy computer, too.
  private static final Duration LONGER = Duration.ofSeconds(3);
  private static final Request QUESTION =
      Request.builder().method(Request.Method.GET).path("/question").build();

  private final CountDownLatch wakes = new CountDownLatch(1);
  private final AtomicInteger signs = new AtomicInteger();
  private volatile boolean lives = true;
  private volatile InputStream body = InputStream.nullInputStream();
  private volatile boolean waits;

  private final PatientTransport transport =
      new PatientTransport(new Engine(), EngineAddress.usual(), SHORT, LONGER);

  /** Answers at once, unless it waits for the latch; pings it counts. */
  private final class Engine implements DockerHttpClient {
    @Override
    public Response execute(Request request) {
      boolean ping = request.path().equals("/_ping");
      if (ping ? !lives : waits) {
        sleep();
      }
      if (ping && signs.incrementAndGet() == 3) {
        wakes.countDown();
      }
      return new Answer();
    }

    @Override
    public void close() {}
  }

  private void sleep() {
    Phases.call("sleep", () -> wakes.await(20, TimeUnit.SECONDS));
  }

  private final class Answer implements Response {
    @Override
    public int getStatusCode() {
      return 200;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      return Map.of();
    }

    @Override
    public InputStream getBody() {
      return body;
    }

    @Override
    public void close() {}
  }

  @Test
  void aLongQuestionIsWaitedForWhileTheEngineGivesSignsOfLife() throws IOException {
    body = new ByteArrayInputStream("all of it".getBytes(UTF_8));
    transport.execute(QUESTION).close();
    waits = true;
    try (var answer = transport.execute(QUESTION)) {
      assertThat(answer.getStatusCode()).isEqualTo(200);
      assertThat(answer.getBody()).hasContent("all of it");
    }
    assertThat(signs).hasValueGreaterThanOrEqualTo(3);
  }

  @Test
  void anEngineThatFallsSilentLaterIsNoticed() {
    transport.execute(QUESTION).close();
    waits = true;
    lives = false;
    assertThatThrownBy(() -> transport.execute(QUESTION)).isInstanceOf(EngineTrouble.class);
  }

  @Test
  void anAnswerThatBeginsAndDoesNotEndIsNoticedToo() {
    body =
        new InputStream() {
          @Override
          public int read() {
            sleep();
            return -1;
          }
        };
    lives = false;
    try (var response = transport.execute(QUESTION)) {
      assertThatThrownBy(() -> response.getBody().readAllBytes()).isInstanceOf(EngineTrouble.class);
    }
  }
}
