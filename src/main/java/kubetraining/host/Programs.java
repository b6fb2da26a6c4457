package kubetraining.host;

import java.util.List;

/** Programs of this computer that this one starts. */
public final class Programs {
  private Programs() {}

  /**
   * A program that is to be started, with its words. It speaks English in UTF-8, whatever the
   * language of the computer is: its messages are read by programs, and stand in reports. {@code
   * LC_ALL} outdoes all other variables of the language but {@code LANGUAGE}, which gettext obeys
   * in every locale but {@code C} itself.
   */
  public static ProcessBuilder builder(List<String> line) {
    var builder = new ProcessBuilder(line);
    builder.environment().remove("LANGUAGE");
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }

  /** A program that is to be started, with its words. */
  public static ProcessBuilder builder(String... line) {
    return builder(List.of(line));
  }
}
