package kubetraining.probe;

import java.util.HashMap;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the log of a driver of SparkPi. */
public record SparkLog(String text) {
  private static final Pattern PI =
      Pattern.compile("^Pi is roughly (\\d+\\.\\d+)\\s*$", Pattern.MULTILINE);
  private static final Pattern TASK =
      Pattern.compile("Finished task \\S+ in stage .* \\(executor (\\d+)\\)");
  private static final Pattern STARTED =
      Pattern.compile("Starting task \\S+ in stage .*\\(TID (\\d+)\\).*executor (\\d+),");
  private static final Pattern ENDED =
      Pattern.compile("(?:Finished|Lost) task \\S+ in stage .*\\(TID (\\d+)\\)");

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

  /**
   * The largest number of executors that had a task at the same moment. The driver writes a line
   * when it gives a task away, and one when the task has ended, in the order in which that happens.
   */
  public int mostAtWork() {
    var busy = new HashMap<String, String>();
    int most = 0;
    for (String line : text.lines().toList()) {
      var started = STARTED.matcher(line);
      var ended = ENDED.matcher(line);
      if (started.find()) {
        busy.put(started.group(1), started.group(2));
        most = Math.max(most, Set.copyOf(busy.values()).size());
      } else if (ended.find()) {
        busy.remove(ended.group(1));
      }
    }
    return most;
  }
}
