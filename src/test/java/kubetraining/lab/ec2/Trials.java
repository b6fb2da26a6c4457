package kubetraining.lab.ec2;

import java.net.URI;
import java.util.List;

/** Programs that try labs on an EC2 API on this computer, see {@code bench/reliability}. */
public final class Trials {
  private Trials() {}

  /** Takes the name of a trial and its arguments; ends with 1 if it found a fault. */
  public static void main(String[] arguments) throws Exception {
    var rest = List.of(arguments).subList(1, arguments.length);
    int faults =
        switch (arguments[0]) {
          case "rights" -> RightsTrial.run();
          case "kills" -> KillTrial.run(number(rest, 0, 50), number(rest, 1, 1));
          case "lab" -> KillTrial.lab(URI.create(rest.get(0)), rest.get(1));
          case "at-once" -> AtOnceTrial.run(number(rest, 0, 30));
          case "schedules" -> ScheduleTrial.run(number(rest, 0, 300), number(rest, 1, 1));
          default -> throw new IllegalArgumentException("no trial: " + arguments[0] + rest);
        };
    System.exit(faults == 0 ? 0 : 1);
  }

  private static int number(List<String> arguments, int index, int otherwise) {
    return index < arguments.size() ? Integer.parseInt(arguments.get(index)) : otherwise;
  }
}
