package kubetraining.lab.ec2;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers of the Query protocol. */
final class Xml {
  static String element(String name, String... content) {
    return "<" + name + ">" + String.join("", content) + "</" + name + ">";
  }

  static String set(String name, Stream<String> items) {
    return element(name, items.map(each -> element("item", each)).collect(Collectors.joining()));
  }

  static String refusal(String code, String message) {
    return element(
        "Response",
        element("Errors", element("Error", element("Code", code), element("Message", message))),
        element("RequestID", "request-7"));
  }

  private Xml() {}
}
