package kubetraining.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kubetraining.progress.Phases;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceDecisionTest {
  private static final Duration LIMIT = Duration.ofMillis(500);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"200, true", "307, true", "401, true", "403, false", "404, false", "503, false"})
  void aRegistryIsKnownByItsAnswer(int status, boolean reached) throws IOException {
    HttpServer server = answering(status);
    try {
      SourceDecision.Look look = new SourceDecision(LIMIT).at(addressOf(server));

      assertThat(look.reached()).isEqualTo(reached);
      assertThat(look.seen()).contains(String.valueOf(status));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void oneThatNeverAnswersIsGivenUpInTime() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();

      SourceDecision.Look look =
          new SourceDecision(LIMIT).at(URI.create("http://127.0.0.1:" + silent.getLocalPort()));

      assertThat(look.reached()).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.multipliedBy(6));
    }
  }

  @Test
  void oneThatIsNotThereIsSaidToBeOutOfReach() throws IOException {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    SourceDecision.Look look = new SourceDecision(LIMIT).at(URI.create("http://127.0.0.1:" + port));

    assertThat(look.reached()).isFalse();
    assertThat(look.seen()).contains("cannot be reached");
  }

  @ParameterizedTest
  @CsvSource({"200, REGISTRIES, come from", "403, PACKAGES, are built from packages"})
  void autoDecidesByTheMirrorsAnswerAndSaysWhy(int status, SourceChoice choice, String words)
      throws IOException {
    HttpServer server = answering(status);
    var notes = new Notes();
    try {
      SourceChoice chosen =
          new ArtifactOpening(settings(addressOf(server)), Wanted.EVERYTHING, notes).decide();

      assertThat(chosen).isEqualTo(choice);
      assertThat(notes.lines)
          .singleElement()
          .asString()
          .contains(words, addressOf(server).toString(), String.valueOf(status));
    } finally {
      server.stop(0);
    }
  }

  private ArtifactSettings settings(URI mirror) throws IOException {
    return new ArtifactSettings(
        SourceChoice.AUTO,
        new TinyRecipes(folder.resolve("recipes")).folder(),
        folder.resolve("cache"),
        Optional.of(mirror),
        Optional.empty());
  }

  private static HttpServer answering(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v2/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static URI addressOf(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Keeps what was said. */
  private static final class Notes implements Progress {
    private final List<String> lines = new ArrayList<>();

    @Override
    public <T> T phase(String name, Callable<T> work) {
      return Phases.call(name, work);
    }

    @Override
    public void awaiting(String what) {}

    @Override
    public void note(String line) {
      lines.add(line);
    }
  }
}
