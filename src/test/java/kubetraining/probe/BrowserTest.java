package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import kubetraining.host.Chromium;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrowserTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PAGE =
      """
      <!doctype html>
      <html><head><title>Nodes &amp; more</title><style>h1 { color: green }</style></head>
      <body><h1>The <b>nod</b>es</h1><p id="list">loading</p>
      <script>
        fetch("/nodes").then(answer => answer.text())
          .then(text => { document.getElementById("list").textContent = text; });
      </script></body></html>
      """;
  @TempDir Path folder;

  @Test
  void aPageIsSeenAfterItsOwnProgramHasFetchedWhatItShows() throws IOException {
    var chromium = Chromium.program();
    assumeTrue(chromium.isPresent(), "no chromium on the path");
    try (var web = new WebAnswers()) {
      web.answer("/", 200, PAGE);
      web.answer("/nodes", 200, "node1, node2 < node3");

      var seen = new Browser(chromium.get(), LIMIT).open(web.url() + "/");

      assertThat(seen.came()).as(seen.toString()).isTrue();
      assertThat(seen.title()).isEqualTo("Nodes & more");
      assertThat(seen.text()).isEqualTo("The nodes node1, node2 < node3");
      var picture = ImageIO.read(new ByteArrayInputStream(seen.picture()));
      assertThat(picture.getWidth()).isEqualTo(1280);
      int[] pixels = picture.getRGB(0, 0, 1280, 200, null, 0, 1280);
      assertThat(Arrays.stream(pixels).distinct().count()).as("colours seen").isGreaterThan(2);
    }
  }

  @Test
  void aPageThatDoesNotAnswerIsAnObservationWithItsReason() {
    var chromium = Chromium.program();
    assumeTrue(chromium.isPresent(), "no chromium on the path");
    var web = new WebAnswers();
    String nobody = web.url();
    web.close();

    var seen = new Browser(chromium.get(), LIMIT).open(nobody);

    assertThat(seen.came()).isFalse();
    assertThat(seen).asString().contains("ERR_CONNECTION_REFUSED");
  }

  @Test
  void whatABrowserLeavesAmongTemporaryFilesIsRemoved() throws IOException {
    var made = folder.resolve("made");

    new Browser(script(Texts.of("mktemp > %s", made)), LIMIT).open("http://lab/");

    assertThat(Path.of(Files.readString(made).strip())).doesNotExist();
  }

  @Test
  void aBrowserThatHangsIsEndedWithAllItStarted() throws IOException {
    var children = folder.resolve("children");
    var program = script(Texts.of("sleep 600 & echo $! > %s; wait", children));

    var seen = new Browser(program, Duration.ofSeconds(1)).open("http://lab/");

    assertThat(seen).hasToString("no page from http://lab/ (none within 1 s; its last output: )");
    long child = Long.parseLong(Files.readString(children).strip());
    assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aBrowserThatCannotStartNamesItself() {
    assertThatThrownBy(
            () -> new Browser(folder.resolve("no-such-browser"), LIMIT).open("http://lab/"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll("http://lab/", "no-such-browser");
  }

  @Test
  void wordsAreReadAsAPersonReadsThem() {
    var seen =
        new Browser.Page(
            "u",
            "<html><head><title> A\n tab </title><script>hidden()</script></head>"
                + "<body><!-- hidden --><table><tr><td>node<em>1</em></td><td>2&nbsp;CPUs</td></tr></table>"
                + "<script>if (1 < 2) hidden()</script>&amp;lt;</body></html>",
            new byte[0],
            "");

    assertThat(seen.title()).isEqualTo("A tab");
    assertThat(seen.text()).isEqualTo("node1 2 CPUs &lt;");
    assertThat(seen.shows("hidden")).isFalse();
  }

  private Path script(String body) throws IOException {
    var program = folder.resolve("browser");
    Files.writeString(program, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }
}
