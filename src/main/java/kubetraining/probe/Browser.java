package kubetraining.probe;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kubetraining.host.FileWork;
import kubetraining.host.Programs;
import kubetraining.host.RootfsMode;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;
import org.jsoup.Jsoup;

/**
 * Opens pages in a real browser without a window, as a trainee would in one with a window. Each
 * look is a browser of its own, with nothing remembered from the one before.
 *
 * @param program Chromium, or one of its kind
 * @param limit the longest one look may take; then the browser is ended
 */
public record Browser(Path program, Duration limit) {
  private static final Pattern FAILURE = Pattern.compile("Page load failed: \\S+");
  private static final int TAIL = 600;

  /**
   * What is meant for the lab must not leave this computer, so it takes no proxy. In a container
   * {@code /dev/shm} is often too small for it.
   */
  private static final String OPTIONS =
      """
      --headless=new --dump-dom --virtual-time-budget=10000 --window-size=1280,1000
      --hide-scrollbars --lang=en-US --no-proxy-server --no-first-run --no-default-browser-check
      --disable-background-networking --disable-component-update --disable-default-apps
      --disable-extensions --disable-sync --disable-gpu --disable-dev-shm-usage
      """;

  /** One look at a page; that there is none in time is an observation, too. */
  public Page open(String url) {
    return FileWork.get(
        Texts.of("cannot open %s in %s", url, program),
        () -> {
          Path folder = Files.createTempDirectory("kube-training-browser-");
          try {
            return look(url, folder);
          } finally {
            WholeFile.delete(folder);
          }
        });
  }

  private Page look(String url, Path folder) throws IOException {
    Path picture = folder.resolve("page.png");
    Path page = folder.resolve("page.html");
    Path words = folder.resolve("words.txt");
    var builder =
        Programs.builder(line(url, folder.resolve("profile"), picture))
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(page.toFile())
            .redirectError(words.toFile());
    // It leaves a folder among temporary files if it is ended while it runs.
    List.of("HOME", "TMPDIR").forEach(each -> builder.environment().put(each, folder.toString()));
    boolean ended = ended(builder.start(), url);
    String html = Files.readString(page);
    if (!ended || html.isBlank() || !Files.exists(picture)) {
      String why = ended ? "" : Texts.of("none within %d s; ", limit.toSeconds());
      return new Page(url, "", new byte[0], why + trouble(Files.readString(words)));
    }
    return new Page(url, html, Files.readAllBytes(picture), "");
  }

  private List<String> line(String url, Path profile, Path picture) {
    var line = new ArrayList<>(List.of(program.toString(), "--screenshot=" + picture));
    line.add("--user-data-dir=" + profile);
    line.addAll(List.of(OPTIONS.split("\\s+")));
    if (RootfsMode.isRoot()) {
      // Its sandbox refuses root.
      line.add("--no-sandbox");
    }
    line.add(url);
    return line;
  }

  private boolean ended(Process process, String url) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a browser opened " + url, e);
    } finally {
      end(process);
    }
  }

  private static void end(Process process) {
    var family = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    var gone = family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(gone).completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
  }

  private static String trouble(String words) {
    var failure = FAILURE.matcher(words);
    if (failure.find()) {
      return failure.group();
    }
    String last = words.strip();
    return "its last output: " + last.substring(Math.max(0, last.length() - TAIL));
  }

  /**
   * What a browser showed of a page, after the page's own programs had run.
   *
   * @param html the page as it was in the end; empty if there was none in time
   * @param picture the picture of it, as PNG; empty if there was none in time
   * @param trouble why there is no page, or empty
   */
  public record Page(String url, String html, byte[] picture, String trouble) {
    private static final int SHORT = 300;

    /** Whether there is a page at all. */
    public boolean came() {
      return !html.isEmpty();
    }

    /** What the tab of the browser is named. */
    public String title() {
      return Jsoup.parse(html).title();
    }

    /** All words of the page, in their order. */
    public String text() {
      var page = Jsoup.parse(html);
      page.select("script, style, template, noscript").remove();
      return page.body().text();
    }

    /** Whether the page shows these words. */
    public boolean shows(String words) {
      return text().contains(words);
    }

    @Override
    public String toString() {
      if (!came()) {
        return Texts.of("no page from %s (%s)", url, trouble);
      }
      String text = text();
      return Texts.of(
          "page '%s' from %s: %s",
          title(), url, text.length() > SHORT ? text.substring(0, SHORT) + "..." : text);
    }
  }
}
