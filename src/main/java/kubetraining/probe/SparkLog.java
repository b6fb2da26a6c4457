package kubetraining.probe;

import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the log of a driver of SparkPi. */
public final class SparkLog {
  private static final Pattern PI =
      Pattern.compile("^Pi is roughly (\\d+\\.\\d+)\\s*$", Pattern.MULTILINE);
  private static final Pattern TASK =
      Pattern.compile("Finished task \\S+ in stage .* \\(executor (\\d+)\\)");
  private final String text;

  public SparkLog(String text) {
    this.text = text;
  }

  /** The result, if the log has one. */
  public OptionalDouble pi() {
    var matcher = PI.matcher(text);
    return matcher.find()
        ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
        : OptionalDouble.empty();
  }

  /** The numbers of the executors that finished at least one task. */
  public SortedSet<Integer> executorsThatWorked() {
    var executors = new TreeSet<Integer>();
    TASK.matcher(text).results().forEach(task -> executors.add(Integer.valueOf(task.group(1))));
    return executors;
  }
}
