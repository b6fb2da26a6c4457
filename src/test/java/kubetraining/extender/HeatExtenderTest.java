package kubetraining.extender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program around the decision: paths, verbs, ports, and that it needs nothing but Jackson. */
@Timeout(60)
final class HeatExtenderTest {
  @Test
  void healthIsAnsweredAndNotLogged() throws IOException {
    try (var extender = new ExtenderClient()) {
      assertThat(extender.send("GET", "/healthz", "").body()).isEqualTo("ok\n");
      assertThat(extender.log()).containsExactly("Starts listening");
    }
  }

  @Test
  void unknownPathsAndWrongVerbsAreRefusedInWords() throws IOException {
    try (var extender = new ExtenderClient()) {
      for (String path : List.of("/", "/filter/", "/filterx", "/prioritize", "/healthz/live")) {
        assertThat(extender.send("POST", path, "{}").statusCode()).as(path).isEqualTo(404);
      }
      var byGet = extender.send("GET", "/filter", "");
      assertThat(byGet.statusCode()).isEqualTo(405);
      assertThat(byGet.body()).isEqualTo("use POST here\n");
      assertThat(byGet.headers().firstValue("Allow")).contains("POST");
      assertThat(extender.send("DELETE", "/healthz", "").statusCode()).isEqualTo(405);
      assertThat(extender.log())
          .contains(
              "Refused POST /prioritize: there is only /filter and /healthz",
              "Refused GET /filter: use POST here");
    }
  }

  @Test
  void namesFromOutsideCannotForgeALineOfTheLog() throws IOException {
    try (var extender = new ExtenderClient()) {
      extender.decide("p\\nChose node with lowest temperature  node9", "node2=1\nReceived node x");

      assertThat(extender.log())
          .noneMatch(line -> line.startsWith("Chose node with lowest temperature  node9"))
          .noneMatch(line -> line.startsWith("Received node x"))
          .contains(
              "Received node node2 with temperature unknown (\"1?Received node x\" is not a number)");
    }
  }

  @Test
  void aBodyThatIsTooLongIsRefused() {
    var buffer = new BodyBuffer(100_000);

    assertThatThrownBy(() -> buffer.read(new Endless(), 100_001))
        .hasMessage("the body is longer than 100000 bytes");
    assertThatThrownBy(() -> buffer.read(new Endless(), -1))
        .hasMessage("the body is longer than 100000 bytes");
  }

  @Test
  void aBodyOfUnknownLengthIsReadWholeAndNothingOfAnEarlierOneIsSeen() throws Exception {
    var buffer = new BodyBuffer(1_000_000);
    String first = "a".repeat(200_000);

    Body read = buffer.read(in(first), -1);
    assertThat(read.length()).isEqualTo(200_000);
    Body second = buffer.read(in("{\"Pod\":"), -1);
    assertThat(second.length()).isEqualTo(7);
    assertThatThrownBy(() -> FilterArgsReader.read(second))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("Unexpected end-of-input within/between Object entries, at byte 7 of 7");
    assertThat(buffer.read(in("b".repeat(65_536)), 65_536).length()).isEqualTo(65_536);
  }

  @Test
  void thePortIsAnArgument() {
    assertThat(HeatExtender.portOf()).isEqualTo(8100);
    assertThat(HeatExtender.portOf("9000")).isEqualTo(9000);
    assertThatThrownBy(() -> HeatExtender.portOf("x"))
        .hasMessage("usage: HeatExtender [PORT]; found: x");
    assertThatThrownBy(() -> HeatExtender.portOf("70000"))
        .hasMessage("a port is from 1 to 65535, not 70000");
    assertThatThrownBy(() -> HeatExtender.portOf("1", "2")).hasMessageContaining("usage");
  }

  @Test
  void itRunsAloneWithNothingButJacksonsCore() throws Exception {
    int port = freePort();
    Process program = program(String.valueOf(port));
    try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("Starts listening");
      Process second = program(String.valueOf(port));
      assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(1);
      assertThat(second.errorReader().readLine())
          .startsWith(Texts.of("cannot listen on port %d: ", port));
    } finally {
      program.destroy();
    }
    assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private static Process program(String... arguments) throws Exception {
    Path jackson =
        Path.of(JsonFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path classes =
        Path.of(HeatExtender.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                classes + File.pathSeparator + jackson,
                HeatExtender.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static java.io.InputStream in(String text) {
    return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static final class Endless extends java.io.InputStream {
    @Override
    public int read() {
      return 'x';
    }
  }
}
