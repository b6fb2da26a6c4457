package kubetraining.existing;

import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import kubetraining.config.ConfigException;
import kubetraining.host.Printable;
import kubetraining.host.Texts;

/**
 * Where something went wrong, as far as it is known by then.
 *
 * @param context the name of the context, or empty
 * @param server the address of the server, or empty
 */
record Place(Path file, String context, String server) {
  private static final Properties PROBLEMS = Texts.properties(Tables.class, "problems.properties");

  /**
   * What is thrown if a kubeconfig cannot be used.
   *
   * @param problem its name in the table
   * @param values what was tried, expected and seen here; none of them is secret
   */
  ConfigException wrong(String problem, Object... values) {
    var shown =
        Stream.of(values)
            .map(each -> each instanceof String text ? Printable.line(text) : each)
            .toArray();
    return new ConfigException(this + ": " + Texts.of(PROBLEMS.getProperty(problem), shown));
  }

  @Override
  public String toString() {
    return "kubeconfig "
        + file
        + (context.isEmpty() ? "" : Texts.of(", context '%s'", context))
        + (server.isEmpty() ? "" : ", server " + server);
  }
}
