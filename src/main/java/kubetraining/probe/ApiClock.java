package kubetraining.probe;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import kubetraining.wait.LabFaultException;

/**
 * The clock of the API server, to a second. Times in the cluster are compared with it and not with
 * the clock of this computer, which may be wrong.
 */
public record ApiClock(KubernetesClient client) {
  private static final long SECONDS = 10;

  /** The time in the header of an answer, which any account with read access gets. */
  public Instant now() {
    var http = client.getHttpClient();
    var request =
        http.newHttpRequestBuilder()
            .uri(URI.create(client.getMasterUrl() + "readyz").toString())
            .build();
    try {
      String date =
          http.sendAsync(request, String.class).get(SECONDS, TimeUnit.SECONDS).header("Date");
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the API server for the time", e);
    } catch (Exception e) {
      throw new LabFaultException("the API server to tell the time", String.valueOf(e));
    }
  }
}
