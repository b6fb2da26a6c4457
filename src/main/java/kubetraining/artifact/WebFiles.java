package kubetraining.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import kubetraining.host.Connections;
import kubetraining.host.Texts;

/** Opens files of web sites; one that stops answering is given up. */
final class WebFiles {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private WebFiles() {}

  /**
   * @throws ArtifactException if the site does not have it
   */
  static InputStream open(URI address) {
    try {
      HttpURLConnection connection = Connections.outward(address);
      connection.setConnectTimeout((int) CONNECT.toMillis());
      connection.setReadTimeout((int) SILENCE.toMillis());
      int status = connection.getResponseCode();
      if (status != 200) {
        connection.disconnect();
        throw new ArtifactException(
            Texts.of(
                "%s could not be downloaded: the site answered %d, not 200. Check the version and the"
                    + " mirror's address, or build from packages: -Dartifacts.source=packages",
                address, status));
      }
      return connection.getInputStream();
    } catch (IOException e) {
      throw new ArtifactException(
          Texts.of(
              "%s could not be downloaded: %s. Check the network, or build from packages:"
                  + " -Dartifacts.source=packages",
              address, e),
          e);
    }
  }
}
