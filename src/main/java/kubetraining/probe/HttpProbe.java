package kubetraining.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import kubetraining.host.Connections;
import kubetraining.host.Texts;

/** Asks a web server, as a browser on this computer would. */
public final class HttpProbe {
  private final HttpClient client;
  private final Duration limit;

  /**
   * A probe that gives up each request after {@code limit}. It has threads of its own, so whoever
   * looks often keeps it.
   *
   * <p>No proxy is used: the address is one of the lab's own.
   */
  public HttpProbe(Duration limit) {
    this.limit = limit;
    this.client = Connections.directClient(limit);
  }

  /** One GET; no answer is an observation, too. */
  public Seen get(String url) {
    return send(url, HttpRequest.newBuilder().GET());
  }

  /** One POST of JSON; no answer is an observation, too. */
  public Seen post(String url, String json) {
    return send(
        url,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private Seen send(String url, HttpRequest.Builder asked) {
    var request = asked.uri(URI.create(url)).timeout(limit).build();
    try {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Seen(url, response.statusCode(), response.body());
    } catch (IOException e) {
      return new Seen(url, 0, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + url, e);
    }
  }

  /**
   * What a web server answered.
   *
   * @param status the HTTP status, 0 if there was no answer
   * @param body the answer, or why there was none
   */
  public record Seen(String url, int status, String body) {

    @Override
    public String toString() {
      return status == 0
          ? Texts.of("no answer from %s (%s)", url, body)
          : Texts.of("%d from %s: %s", status, url, JsonText.shortened(body));
    }
  }
}
