package kubetraining.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Opens files of web sites. */
final class WebFiles {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /**
   * @throws ArtifactException if the site does not have it
   */
  InputStream open(URI address) throws InterruptedException {
    HttpResponse<InputStream> response;
    try {
      response =
          client.send(
              HttpRequest.newBuilder(address).timeout(ANSWER).build(),
              HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new ArtifactException(
          ("%s could not be downloaded: %s. Check the network, or build from packages:"
                  + " -Dartifacts.source=packages")
              .formatted(address, e),
          e);
    }
    if (response.statusCode() != 200) {
      close(response.body());
      throw new ArtifactException(
          ("%s could not be downloaded: the site answered %d, not 200. Check the version and the"
                  + " mirror's address, or build from packages: -Dartifacts.source=packages")
              .formatted(address, response.statusCode()));
    }
    return response.body();
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new ArtifactException("the answer could not be closed: " + e, e);
    }
  }
}
