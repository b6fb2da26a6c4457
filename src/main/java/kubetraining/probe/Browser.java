package kubetraining.probe;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import kubetraining.host.Programs;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;

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

  /** One look at a page; that there is none in time is an observation, too. */
  public BrowserSeen open(String url) {
    try {
      Path folder = Files.createTempDirectory("kube-training-browser-");
      try {
        return look(url, folder);
      } finally {
        WholeFile.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(Texts.of("cannot open %s in %s", url, program), e);
    }
  }

  private BrowserSeen look(String url, Path folder) throws IOException {
    Path picture = folder.resolve("page.png");
    Path page = folder.resolve("page.html");
    Path words = folder.resolve("words.txt");
    var builder =
        Programs.builder(line(url, folder.resolve("profile"), picture))
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(page.toFile())
            .redirectError(words.toFile());
    builder.environment().put("HOME", folder.toString());
    boolean ended = ended(builder.start(), url);
    String html = Files.readString(page);
    if (!ended || html.isBlank() || !Files.exists(picture)) {
      String why = ended ? "" : Texts.of("none within %d s; ", limit.toSeconds());
      return new BrowserSeen(url, "", new byte[0], why + trouble(Files.readString(words)));
    }
    return new BrowserSeen(url, html, Files.readAllBytes(picture), "");
  }

  private List<String> line(String url, Path profile, Path picture) throws IOException {
    var line =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless=new",
                "--screenshot=" + picture,
                "--dump-dom",
                "--virtual-time-budget=10000",
                "--user-data-dir=" + profile,
                "--window-size=1280,1000",
                "--hide-scrollbars",
                "--lang=en-US",
                // What is meant for the lab must not leave this computer.
                "--no-proxy-server",
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-extensions",
                "--disable-sync",
                "--disable-gpu",
                // In a container /dev/shm is often too small for it.
                "--disable-dev-shm-usage"));
    if (Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
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
}
