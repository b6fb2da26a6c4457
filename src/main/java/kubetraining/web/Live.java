package kubetraining.web;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import kubetraining.host.Daemons;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open pages what has changed, by server-sent events. While no page is open, nothing is
 * looked at.
 */
final class Live implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Live.class);

  private final Set<HttpServerResponse> pages = ConcurrentHashMap.newKeySet();
  private final Map<String, String> last = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looker =
      Executors.newScheduledThreadPool(2, Daemons.threads("look for the guide's pages"));

  /**
   * Looks again and again, and tells what has changed.
   *
   * @param event the name by which pages know it
   * @param look gives JSON
   */
  void tell(String event, long everyMillis, Supplier<String> look) {
    looker.scheduleWithFixedDelay(() -> once(event, look), 0, everyMillis, TimeUnit.MILLISECONDS);
  }

  private void once(String event, Supplier<String> look) {
    if (pages.isEmpty()) {
      return;
    }
    try {
      String now = look.get();
      if (!now.equals(last.put(event, now))) {
        pages.forEach(page -> send(page, event, now));
      }
    } catch (RuntimeException e) {
      // One look that failed must not be the last one.
      LOG.warn("could not look for '{}'", event, e);
    }
  }

  /** A page is open, until it is closed. */
  void add(HttpServerResponse page) {
    page.setChunked(true).putHeader("Content-Type", "text/event-stream");
    page.closeHandler(closed -> pages.remove(page));
    page.exceptionHandler(broken -> pages.remove(page));
    // Sends the head at once; a comment is no event.
    var unused = page.write(": the guide\n\n");
    pages.add(page);
    last.forEach((event, json) -> send(page, event, json));
  }

  private static void send(HttpServerResponse page, String event, String json) {
    var unused = page.write("event: " + event + "\ndata: " + json + "\n\n");
  }

  @Override
  public void close() {
    var unused = looker.shutdownNow();
  }
}
