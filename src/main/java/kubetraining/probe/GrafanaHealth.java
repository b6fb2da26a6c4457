package kubetraining.probe;

/**
 * How Grafana says it is.
 *
 * @param database {@code ok} if its own database answers, empty if Grafana itself does not
 * @param answer all that it said
 */
public record GrafanaHealth(String database, String version, String answer) {

  public boolean well() {
    return "ok".equals(database);
  }
}
