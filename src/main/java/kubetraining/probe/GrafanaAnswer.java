package kubetraining.probe;

/**
 * What a data source answered through Grafana.
 *
 * @param rows how many rows the answer has
 * @param trouble why there is no answer, or empty
 */
public record GrafanaAnswer(String question, int rows, String trouble) {

  @Override
  public String toString() {
    return trouble.isEmpty() ? question + ": " + rows + " rows" : question + ": " + trouble;
  }
}
