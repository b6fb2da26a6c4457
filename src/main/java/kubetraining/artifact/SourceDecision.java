package kubetraining.artifact;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kubetraining.host.Connections;

/** One quick look at a registry, to tell whether public registries are reached from here. */
final class SourceDecision {
  static final URI PUBLIC = URI.create("https://registry.k8s.io");

  /**
   * @param reached whether it answers as a registry does
   * @param seen in words, to follow the address
   */
  record Look(boolean reached, String seen) {}

  private final Duration limit;

  SourceDecision(Duration limit) {
    this.limit = limit;
  }

  /** Never fails: what goes wrong is what was seen. */
  Look at(URI registry) {
    URI address = URI.create(registry.toString().replaceAll("/+$", "") + "/v2/");
    var look = new FutureTask<>(() -> ask(address));
    // An own thread, for no timeout of a connection covers the resolver.
    Thread thread = new Thread(look, "registry-look");
    thread.setDaemon(true);
    thread.start();
    try {
      return look.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Look(false, "did not answer within " + limit.toMillis() / 1000.0 + " s");
    } catch (ExecutionException e) {
      return new Look(false, "cannot be reached (" + e.getCause() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArtifactException("interrupted while looking at " + address, e);
    }
  }

  private Look ask(URI address) throws IOException {
    HttpURLConnection connection = Connections.outward(address);
    try {
      connection.setConnectTimeout((int) limit.toMillis());
      connection.setReadTimeout((int) limit.toMillis());
      connection.setInstanceFollowRedirects(false);
      int status = connection.getResponseCode();
      // A registry says 200, or 401 where it wants a token; a filtering proxy says 403 or 5xx.
      boolean registry = status == 401 || (status >= 200 && status < 400);
      return new Look(registry, (registry ? "answers " : "answered ") + status);
    } finally {
      connection.disconnect();
    }
  }
}
