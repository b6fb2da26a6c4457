package kubetraining.web;

import static java.net.HttpURLConnection.HTTP_BAD_METHOD;
import static java.net.HttpURLConnection.HTTP_ENTITY_TOO_LARGE;
import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_INTERNAL_ERROR;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import kubetraining.course.FeatureText;
import kubetraining.course.PlannedScenario;
import kubetraining.host.Texts;
import kubetraining.page.GuidePage;

/**
 * Serves the guide to browsers of this computer, and to nobody else: it listens on 127.0.0.1, and
 * answers who knows the address of this run.
 */
public final class GuideServer implements AutoCloseable {
  private static final String HERE = "127.0.0.1";
  private static final long COURSE_MILLIS = 300;
  private static final long LAB_MILLIS = 2000;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-%s'; connect-src 'self'"
          + " ws://%s; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final Set<String> FILES =
      Set.of(
          ("guide.js course.js lab.js made.js terminal.js xterm.mjs addon-fit.mjs xterm.css")
              .split(" "));

  private final GuidePage pages;
  private final Desk desk;
  private final Live live = new Live();
  private final CpuLooks cpus;
  private final Course course;
  private final Vertx vertx;
  private final HttpServer server;
  private final Door door;
  private final String first;

  /**
   * Starts it.
   *
   * @param section which is shown first, as in {@code section-3}
   * @param port 0 for any that is free
   * @throws IllegalStateException if nobody can listen there
   */
  public GuideServer(
      List<FeatureText> features,
      List<PlannedScenario> guide,
      String section,
      Desk desk,
      int port) {
    this.pages = new GuidePage(features, guide, desk.machines());
    this.desk = desk;
    this.first = section;
    this.cpus = new CpuLooks(desk.shells());
    // It reads no files by itself, so it needs no folder for them.
    var files =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    var threads = new VertxOptions().setUseDaemonThread(true).setEventLoopPoolSize(1);
    this.vertx = Vertx.vertx(threads.setFileSystemOptions(files));
    // A request of HTTP/2 has no Host, which the door asks for.
    var options = new HttpServerOptions().setHost(HERE).setPort(port);
    this.server = vertx.createHttpServer(options.setHttp2ClearTextEnabled(false));
    server.requestHandler(this::answer);
    this.door = Door.of(listen(port));
    this.course = new Course(desk.folder(), guide, desk.watcher());
    live.tell("course", COURSE_MILLIS, course::json);
    live.tell("lab", LAB_MILLIS, new LabLooks(desk.looks(), cpus)::json);
  }

  private int listen(int port) {
    try {
      return server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
    } catch (CompletionException e) {
      var unused = vertx.close();
      throw new IllegalStateException(
          Texts.of(
              "could not listen on %s, port %d: %s; name another one: --port, or leave it out",
              HERE, port, e.getCause().getMessage()),
          e);
    }
  }

  /** What is to be opened in a browser. */
  public String address() {
    return Texts.of("http://%s:%d%s", HERE, server.actualPort(), door.root());
  }

  // Before the first request is answered there is a door: listen() comes back before that.
  private void answer(HttpServerRequest request) {
    var response = request.response();
    response.putHeader("Cache-Control", "no-store");
    response.putHeader("Referrer-Policy", "no-referrer");
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
    String host = request.getHeader("Host");
    String origin = request.getHeader("Origin");
    var asked = door.admitted(request.path(), host, origin);
    if (asked.isEmpty()) {
      refuse(response, HTTP_FORBIDDEN, "Open the address that ./training guide has printed.");
    } else if (request.method().equals(HttpMethod.POST) && door.isOwn(host, origin)) {
      said(request, asked.get());
    } else if (!request.method().equals(HttpMethod.GET)) {
      refuse(response, HTTP_BAD_METHOD, "There is nothing here but pages.");
    } else if (asked.get().startsWith("terminal/")) {
      terminal(request, asked.get().substring("terminal/".length()), door.isOwn(host, origin));
    } else {
      page(response, asked.get(), host);
    }
  }

  /** What a person asks for or says; the answer is for them. */
  private void said(HttpServerRequest request, String asked) {
    var response = request.response();
    String length = request.getHeader("Content-Length");
    if (length == null || !length.matches("\\d{1,4}")) {
      refuse(response, HTTP_ENTITY_TOO_LARGE, "Say it in fewer words.");
      return;
    }
    var unused =
        request
            .body()
            .compose(body -> vertx.executeBlocking(() -> answer(asked, body.toString()), false))
            .onSuccess(words -> send(response, "text/plain", words))
            .onFailure(e -> refuse(response, HTTP_INTERNAL_ERROR, String.valueOf(e.getMessage())));
  }

  private String answer(String asked, String words) {
    if (asked.equals("hint")) {
      String hint = course.hint();
      return hint.isEmpty()
          ? "There is no hint now: nothing is wrong, it is too early, or you have had all."
          : hint;
    }
    if (asked.equals("expect") && !words.isBlank()) {
      return course.expect(words.strip())
          ? "Kept. The report shows it beside what happened."
          : "Nothing is watched yet.";
    }
    return "Nothing was asked.";
  }

  private static void refuse(HttpServerResponse response, int code, String words) {
    response.setStatusCode(code).putHeader("Content-Type", "text/plain; charset=utf-8");
    var unused = response.end(words + "\n");
  }

  private void page(HttpServerResponse response, String asked, String host) {
    String file = asked.startsWith("files/") ? asked.substring("files/".length()) : "";
    if (asked.isEmpty()) {
      var unused = response.setStatusCode(303).putHeader("Location", first).end();
    } else if (asked.equals("events")) {
      live.add(response);
    } else if (file.equals("guide.css")) {
      send(response, "text/css", GuidePage.STYLE);
    } else if (FILES.contains(file)) {
      String type = file.endsWith(".css") ? "text/css" : "text/javascript";
      send(response, type, Texts.file(GuideServer.class, file));
    } else if (pages.has(asked)) {
      String nonce = Door.secret();
      response.putHeader("Content-Security-Policy", Texts.of(POLICY, nonce, host));
      send(response, "text/html", pages.html(asked, nonce));
    } else {
      refuse(response, HTTP_NOT_FOUND, "There is no such page.");
    }
  }

  private static void send(HttpServerResponse response, String type, String text) {
    var unused = response.putHeader("Content-Type", type + "; charset=utf-8").end(text);
  }

  /** A browser always says whose page opens a WebSocket; who does not say it is not let in. */
  private void terminal(HttpServerRequest request, String machine, boolean isOwn) {
    if (!isOwn || !desk.machines().contains(machine)) {
      String why = "Only a page of the guide may type on a machine of this lab.";
      refuse(request.response(), HTTP_FORBIDDEN, why);
      return;
    }
    var size = new TerminalSocket.Size(number(request, "columns", 80), number(request, "rows", 24));
    var unused =
        request
            .toWebSocket()
            .onSuccess(socket -> TerminalSocket.serve(socket, desk, machine, size));
  }

  private static int number(HttpServerRequest request, String name, int otherwise) {
    String value = request.getParam(name);
    return value != null && value.matches("\\d{1,4}") ? Integer.parseInt(value) : otherwise;
  }

  @Override
  public void close() {
    live.close();
    cpus.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
