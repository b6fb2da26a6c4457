package kubetraining.extender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
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
  void unknownPathsAndWrongVerbsAreRefusedInWords() throws IOException {
    try (var extender = new ExtenderClient()) {
      assertThat(extender.send("GET", "/healthz", "").body()).isEqualTo("ok\n");
      assertThat(extender.log()).as("health is not logged").containsExactly("Starts listening");
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
              "Received node node2 with temperature unknown (\"1?Received node x\" is not a"
                  + " number)");
    }
  }

  @Test
  void aBodyThatIsTooLongOrEndsTooEarlyIsRefused() throws Exception {
    for (long announced : new long[] {100_001, -1}) {
      assertThatThrownBy(() -> Body.read(in("x".repeat(100_001)), announced, 100_000))
          .hasMessage("the body is longer than 100000 bytes");
    }
    assertThat(Body.read(in("x".repeat(100_000)), -1, 100_000).length()).isEqualTo(100_000);
    Body cut = Body.read(in("{\"Pod\":"), 100, 100_000);
    assertThatThrownBy(() -> FilterArgsReader.read(cut)).hasMessageEndingWith("at byte 7 of 7");
  }

  @Test
  void whoSendsSlowlyHoldsUpNobodyElse() throws Exception {
    try (var extender = new ExtenderClient();
        var slow = new Socket("127.0.0.1", extender.port())) {
      slow.getOutputStream()
          .write("POST /filter HTTP/1.1\r\nHost: it\r\nContent-Length: 9\r\n\r\n{".getBytes(UTF_8));
      slow.getOutputStream().flush();

      assertThat(extender.decide("p", "node2=1").nodes()).containsExactly("node2");
    }
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
    var builder = new ProcessBuilder(command);
    // The container has no such variable.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
