package kubetraining.trainee;

import java.util.Map;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/**
 * A block of commands that the guide prints.
 *
 * @param commands as they are printed
 * @param allMustSucceed whether the first that fails ends it
 * @param variables what earlier commands have set, by name
 */
public record Block(String commands, boolean allMustSucceed, Map<String, String> variables) {
  private static final String STOP_AT_FAILURE = "set -e\n";

  public Block {
    variables = Map.copyOf(variables);
  }

  /** One of which each command must succeed. */
  public static Block of(String commands) {
    return new Block(commands, true, Map.of());
  }

  /** The whole of it for a shell that knows nothing yet. */
  public String script() {
    String set =
        variables.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> Texts.of("export %s='%s'\n", each.getKey(), each.getValue()))
            .collect(Collectors.joining());
    return (allMustSucceed ? STOP_AT_FAILURE : "") + set + commands;
  }
}
