package kubetraining.lab.ec2;

import java.util.List;

/** Programs that try labs on an EC2 API on this computer, see {@code bench/reliability}. */
public final class Trials {
  private Trials() {}

  /** Takes the name of a trial and its arguments; ends with 1 if it found a fault. */
  public static void main(String[] arguments) {
    var rest = List.of(arguments).subList(1, arguments.length);
    int faults =
        switch (arguments[0]) {
          case "rights" -> RightsTrial.run();
          default -> throw new IllegalArgumentException("no trial: " + arguments[0] + rest);
        };
    System.exit(faults == 0 ? 0 : 1);
  }
}
