package kubetraining.probe;

import kubetraining.host.Texts;

/** Which service account is meant. */
public record AccountName(String namespace, String name) {

  /** Reads {@code namespace:name}. */
  public static AccountName of(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new IllegalArgumentException(
          Texts.of("'%s' names no account; write namespace:name", text));
    }
    return new AccountName(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return namespace + ":" + name;
  }
}
