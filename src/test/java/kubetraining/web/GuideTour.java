package kubetraining.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.host.Chromium;
import kubetraining.host.Texts;
import kubetraining.page.Chrome;
import kubetraining.probe.WebAnswers;

/**
 * Does a section through the page of {@code ./training guide} in a real browser, by keyboard alone,
 * and looks at the page meanwhile. Started by {@code bench/guide-page}.
 */
final class GuideTour {
  private static final String PASTE = "#now button[data-do=\"paste\"]";
  private static final int STEP_SECONDS = 600;

  private final Chrome chrome;
  private final String address;
  private final Path pictures;
  private final List<String> complaints = new ArrayList<>();

  private GuideTour(Chrome chrome, String address, Path pictures) {
    this.chrome = chrome;
    this.address = address;
    this.pictures = pictures;
  }

  /** The address of the guide, the section, and a folder for pictures. */
  public static void main(String[] args) throws Exception {
    try (var chrome = new Chrome(Chromium.program().orElseThrow())) {
      var tour = new GuideTour(chrome, args[0], Files.createDirectories(Path.of(args[2])));
      tour.refused();
      chrome.look(1200, 760, false);
      chrome.open(args[0] + args[1]);
      tour.look("light");
      if (args.length > 3 && args[3].equals("look")) {
        tour.pictures();
      } else {
        tour.doSection();
      }
      tour.lookAtAll();
      System.exit(tour.end());
    }
  }

  private static void say(String pattern, Object... values) {
    System.out.println(Texts.of(pattern, values));
  }

  /** A page of another server, which even knows the address, cannot open a terminal. */
  private void refused() throws Exception {
    try (var foreign = new WebAnswers()) {
      foreign.answer("/", 200, "<!doctype html><title>foreign</title>");
      chrome.open(foreign.url() + "/");
      String socket = address.replace("http:", "ws:") + "terminal/node1";
      String open =
          "new Promise(done => { const s = new WebSocket('%s'); s.onopen = () => done('open'); s.onerror = () => done('refused'); })";
      var opened = chrome.eval(Texts.of(open, socket));
      var read = chrome.eval(Texts.of("fetch('%s').then(() => 'read', () => 'refused')", address));
      say("a foreign page: its WebSocket is %s, its fetch is %s", opened.asText(), read.asText());
      if (!opened.asText().equals("refused") || !read.asText().equals("refused")) {
        complaints.add("a foreign page was let in");
      }
    }
  }

  private void look(String name) {
    var violations = chrome.violations("html");
    say("axe-core, %s: %d violations", name, violations.size());
    violations.forEach(each -> say("  %s", each));
    complaints.addAll(violations);
  }

  private String text(String selector) {
    String found = Texts.of("document.querySelector(%s)", Chrome.quoted(selector));
    return chrome.eval(found + "?.textContent ?? ''").asText();
  }

  private int earned() {
    return chrome.count(".earned");
  }

  private int steps() {
    return chrome.count("[data-step]");
  }

  private void doSection() throws Exception {
    say("%d of %d steps are done before", earned(), steps());
    String typed = "";
    boolean isStarted = false;
    while (earned() < steps()) {
      String before = typed;
      Chrome.await(
          "something new to type, after: " + typed,
          STEP_SECONDS,
          () -> {
            answer();
            return earned() == steps() || !next().isEmpty() && !asked().equals(before);
          });
      String commands = next();
      String asked = asked();
      if (commands.isEmpty() || asked.equals(typed)) {
        continue;
      }
      if (isStarted) {
        chrome.tabTo("#another", true);
        chrome.enter();
        Chrome.await("another terminal", 30, () -> shown().contains("$"));
      }
      isStarted = text("#now").contains("Let it run");
      chrome.tabTo(PASTE, chrome.isFocused("textarea"));
      chrome.enter();
      Chrome.await("the focus in the terminal", 5, () -> chrome.isFocused("textarea"));
      chrome.enter();
      typed = asked;
      if (commands.contains("kubectl get pods")) {
        pictures();
      }
      say("typed: %s", commands.lines().findFirst().orElse(""));
    }
    say("%d of %d steps are done", earned(), steps());
  }

  /** Without sudo, rm asks about a file of somebody else before it fails. */
  private void answer() {
    if (chrome.isFocused("textarea") && shown().stripTrailing().endsWith("'?")) {
      chrome.type("y");
      chrome.enter();
    }
  }

  private String next() {
    return text("#now pre");
  }

  /** What is to be typed, and where in the guide: two steps may ask for the same. */
  private String asked() {
    String step =
        "((at) => at ? at.closest('[id]').id + ' ' + at.dataset.step : '')(document.querySelector('[aria-current=step]'))";
    return chrome.eval(step).asText() + ": " + next();
  }

  private String shown() {
    return chrome
        .eval(
            "[...document.querySelectorAll('.screen:not([hidden]) .xterm-rows > div')].map(each => each.textContent).join('\\n')")
        .asText();
  }

  /** While something is there to be seen. */
  private void pictures() throws Exception {
    chrome.eval("new Promise(done => setTimeout(done, 3000))");
    picture("guide-light.png", 1200, 900, false);
    picture("guide-dark.png", 1200, 900, true);
    picture("guide-narrow.png", 360, 760, false);
    chrome.look(1200, 760, false);
  }

  private void lookAtAll() {
    chrome.tabTo("textarea", false);
    Chrome.await("a prompt", 30, () -> shown().contains("$"));
    chrome.type("uname");
    chrome.enter();
    Chrome.await("its answer", 30, () -> shown().contains("Linux"));
    chrome.shiftTab();
    if (chrome.isFocused("textarea")) {
      complaints.add("Shift+Tab does not leave the terminal");
    }
    chrome.look(1200, 760, true);
    look("dark");
    chrome.look(360, 760, false);
    look("narrow");
    int width = chrome.eval("document.documentElement.scrollWidth").asInt();
    if (width > 360) {
      complaints.add("it needs " + width + " pixels");
    }
  }

  private void picture(String name, int width, int height, boolean dark) throws Exception {
    chrome.look(width, height, dark);
    chrome.eval(
        "document.querySelector('[aria-current=step]')?.scrollIntoView({block: 'center', behavior: 'instant'});"
            + " new Promise(done => setTimeout(done, 300))");
    byte[] png = chrome.picture();
    Files.write(pictures.resolve(name), png);
    say("%s: %d bytes", name, png.length);
  }

  private int end() {
    var outside =
        Stream.concat(chrome.requests().stream(), chrome.sockets().stream())
            .filter(url -> !url.replace("ws:", "http:").startsWith(address))
            .distinct()
            .toList();
    say(
        "%d requests and %d WebSockets, %d of them elsewhere %s",
        chrome.requests().size(), chrome.sockets().size(), outside.size(), outside);
    complaints.addAll(outside);
    chrome.complaints().forEach(each -> say("the page complains: %s", each));
    complaints.addAll(chrome.complaints());
    say(complaints.isEmpty() ? "nothing to complain about" : "%d complaints", complaints.size());
    return complaints.isEmpty() ? 0 : 1;
  }
}
