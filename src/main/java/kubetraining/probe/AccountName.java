package kubetraining.probe;

import java.util.List;
import kubetraining.host.Texts;

/** Which service account is meant. */
public record AccountName(String namespace, String name) {

  /** Reads {@code namespace:name}. */
  public static AccountName of(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new IllegalArgumentException(
          Texts.of("'%s' is not the name of an account; write namespace:name", text));
    }
    return new AccountName(text.substring(0, colon), text.substring(colon + 1));
  }

  /** What the API server calls it. */
  String user() {
    return "system:serviceaccount:" + this;
  }

  /** The groups that it is in, by what it is. */
  List<String> groups() {
    return List.of(
        "system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated");
  }

  @Override
  public String toString() {
    return namespace + ":" + name;
  }
}
