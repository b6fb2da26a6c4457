package kubetraining.probe;

import kubetraining.host.Texts;

/**
 * What a web server answered.
 *
 * @param status the HTTP status, 0 if there was no answer
 * @param body the answer, or why there was none
 */
public record HttpSeen(String url, int status, String body) {

  @Override
  public String toString() {
    return status == 0
        ? Texts.of("no answer from %s (%s)", url, body)
        : Texts.of("%d from %s: %s", status, url, JsonText.shortened(body));
  }
}
