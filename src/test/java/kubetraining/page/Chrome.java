package kubetraining.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;
import kubetraining.wait.Waits;

/** One tab of a real browser, led by its own protocol, which tells all that happens in a page. */
public final class Chrome implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final int MOST_TABS = 200;
  private static final int SHIFT = 8;
  private static final String FLAGS =
      "%s --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
          + " --disable-background-networking --disable-component-update --no-first-run"
          + " --hide-scrollbars --remote-debugging-port=0 --user-data-dir=%s about:blank";
  private static final String RULES =
      """
      axe.run(%s, {resultTypes: ['violations'], elementRef: false}).then(seen => seen.violations.map(
        each => each.id + ': ' + each.help + ' ' + each.nodes.slice(0, 4).map(
          node => node.target + ' ' + node.failureSummary).join(' | ')))
      """;
  private final Path folder;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private String session = "";
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

  public Chrome(Path program) throws IOException {
    folder = Files.createTempDirectory("kube-training-chrome-");
    var builder =
        new ProcessBuilder(Texts.of(FLAGS, program, folder.resolve("profile")).split(" "))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(folder.resolve("words.txt").toFile())
            .redirectInput(Redirect.from(new File("/dev/null")));
    List.of("HOME", "TMPDIR").forEach(each -> builder.environment().put(each, folder.toString()));
    process = builder.start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address(), new Listener())
            .join();
    var tab = ask("Target.createTarget", Map.of("url", "about:blank")).at("/targetId").asText();
    session =
        ask("Target.attachToTarget", Map.of("targetId", tab, "flatten", true))
            .at("/sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      ask(domain + ".enable", Map.of());
    }
  }

  /** How the page is to be seen. */
  public void look(int width, int height, boolean dark) {
    var size = Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false);
    ask("Emulation.setDeviceMetricsOverride", size);
    var colours = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    ask("Emulation.setEmulatedMedia", Map.of("features", List.of(colours)));
  }

  /** Whether the scripts of pages run. */
  void scripts(boolean run) {
    ask("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }

  /** Opens a page and waits until it is loaded. */
  public void open(String url) {
    events.clear();
    loaded = new CompletableFuture<>();
    ask("Page.navigate", Map.of("url", url));
    loaded.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** What a piece of script answers. */
  public JsonNode eval(String script) {
    var answer =
        ask(
            "Runtime.evaluate",
            Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException("the page refused a script: " + answer);
    }
    return answer.at("/result/value");
  }

  /** How many elements of the page a selector means. */
  public int count(String selector) {
    return eval(Texts.of("document.querySelectorAll(%s).length", quoted(selector))).asInt();
  }

  /** What can be read in the first of them; empty if there is none. */
  public String text(String selector) {
    return eval(Texts.of("document.querySelector(%s)?.innerText ?? ''", quoted(selector))).asText();
  }

  /** A text as a script has it. */
  public static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  /** Opens whatever a page has folded up. */
  void openAllDetails() {
    eval("document.querySelectorAll('details').forEach(each => { each.open = true; })");
  }

  /** What a part of the page violates of the rules of axe-core, in words; empty for nothing. */
  public List<String> violations(String selector) {
    if (eval("typeof axe === 'undefined'").asBoolean()) {
      eval(Texts.file(Chrome.class, "/axe.min.js") + "; 0");
    }
    var violations = new ArrayList<String>();
    eval(Texts.of(RULES, quoted(selector))).forEach(each -> violations.add(each.asText()));
    return violations;
  }

  /** Goes back to what a keyboard reaches before this. */
  public void shiftTab() {
    press("Tab", 9, "", SHIFT);
  }

  public void enter() {
    press("Enter", 13, "\r", 0);
  }

  public void type(String text) {
    text.chars().mapToObj(Character::toString).forEach(each -> press(each, 0, each, 0));
  }

  /** Goes on from where the focus is until it is on what a selector means, or back to it. */
  public void tabTo(String selector, boolean back) {
    for (int i = 0; i < MOST_TABS && !isFocused(selector); i++) {
      press("Tab", 9, "", back ? SHIFT : 0);
    }
    if (!isFocused(selector)) {
      String focus = eval("document.activeElement.outerHTML.slice(0, 200)").asText();
      throw new AssertionError(
          Texts.of(
              "%d times Tab do not lead to %s; the focus is on %s", MOST_TABS, selector, focus));
    }
  }

  /** Whether the focus is on what a selector means. */
  public boolean isFocused(String selector) {
    return eval(Texts.of("document.activeElement.matches(%s)", quoted(selector))).asBoolean();
  }

  /** Waits until something is so. */
  public static void await(String what, int seconds, Callable<Boolean> isSo) {
    new Waits().upTo(Duration.ofSeconds(seconds)).see(what, isSo, Boolean::booleanValue);
  }

  private void press(String key, int code, String text, int modifiers) {
    var down = new HashMap<String, Object>();
    down.put("type", text.isEmpty() ? "rawKeyDown" : "keyDown");
    down.put("key", key);
    down.put("code", key);
    down.put("windowsVirtualKeyCode", code);
    down.put("modifiers", modifiers);
    if (!text.isEmpty()) {
      down.put("text", text);
    }
    ask("Input.dispatchKeyEvent", down);
    down.remove("text");
    down.put("type", "keyUp");
    ask("Input.dispatchKeyEvent", down);
  }

  /** Lets a page read and write what was copied. */
  public void allowCopying() {
    ask(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
  }

  /** The picture of what is in sight, as PNG. */
  public byte[] picture() {
    return Base64.getDecoder()
        .decode(ask("Page.captureScreenshot", Map.of("format", "png")).at("/data").asText());
  }

  /** Everything that the page has complained about. */
  public List<String> complaints() {
    return events.stream()
        .map(JsonNode::toString)
        .filter(each -> each.matches(".*(exceptionThrown|consoleAPICalled|entryAdded)\".*"))
        .toList();
  }

  /** The WebSockets that the page has opened. */
  public List<String> sockets() {
    return events.stream()
        .filter(each -> each.at("/method").asText().equals("Network.webSocketCreated"))
        .map(each -> each.at("/params/url").asText())
        .toList();
  }

  /** Everything that the page has loaded, itself and what it carries left aside. */
  public List<String> requests() {
    return events.stream()
        .filter(each -> each.at("/method").asText().equals("Network.requestWillBeSent"))
        .filter(each -> !each.at("/params/type").asText().equals("Document"))
        .map(each -> each.at("/params/request/url").asText())
        .filter(url -> !url.startsWith("data:"))
        .toList();
  }

  private JsonNode ask(String method, Map<String, ?> values) {
    int number = numbers.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    answers.put(number, answer);
    var message = JSON.createObjectNode().put("id", number).put("method", method);
    message.set("params", JSON.valueToTree(values));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(message.toString(), true).join();
    var seen = answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    if (seen.has("error")) {
      throw new IllegalStateException(Texts.of("the browser refused %s: %s", method, seen));
    }
    return seen.at("/result");
  }

  private URI address() throws IOException {
    Path file = folder.resolve("profile/DevToolsActivePort");
    var lines =
        new Waits()
            .upTo(LIMIT)
            .see(
                "a browser to lead",
                () -> Texts.lines(file),
                seen -> seen.size() == 2 || !process.isAlive());
    if (lines.size() == 2) {
      return URI.create(Texts.of("ws://127.0.0.1:%s%s", lines.get(0), lines.get(1)));
    }
    throw new IllegalStateException(
        "no browser to lead: " + Files.readString(folder.resolve("words.txt")));
  }

  @Override
  public void close() {
    var family = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    var gone = family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(gone).completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
    WholeFile.deleteQuietly(folder);
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(String message) {
      String failure = "the browser said what is no JSON: " + message;
      JsonNode seen = FileWork.get(failure, () -> JSON.readTree(message));
      var answer = answers.remove(seen.path("id").asInt(-1));
      if (answer != null) {
        answer.complete(seen);
      } else {
        events.add(seen);
        if (seen.path("method").asText().equals("Page.loadEventFired")) {
          loaded.complete(null);
        }
      }
    }
  }
}
