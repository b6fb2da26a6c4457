package kubetraining.lab.ec2;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** What goes wrong with which call, decided by a seed. */
final class Faults {
  /** What happens to one call. */
  enum Fault {
    NONE,
    THROTTLED,
    BROKEN,
    STALLED,
    RESET,
    ANSWER_LOST,
    NO_CAPACITY,
    HALF
  }

  /** A client reads for 20 seconds. */
  static final Duration LONGER_THAN_PATIENCE = Duration.ofSeconds(21);

  private static final List<Fault> ANYWHERE =
      List.of(Fault.THROTTLED, Fault.BROKEN, Fault.STALLED, Fault.RESET, Fault.ANSWER_LOST);

  private final Random random;
  private final double rate;
  private final int late;
  private final Predicate<Ec2Call> watch;
  private final Map<Fault, Integer> left = new EnumMap<>(Fault.class);
  private final Map<Fault, Integer> made = new EnumMap<>(Fault.class);

  private Faults(long seed, double rate, int late, Predicate<Ec2Call> watch) {
    this.random = new Random(seed);
    this.rate = rate;
    this.late = late;
    this.watch = watch;
  }

  /** A bad day: each differs in how many faults it has, and which. */
  static Faults of(long seed) {
    var day = new Random(seed * 31 + 7);
    double rate = List.of(0.0, 0.03, 0.1, 0.3).get(day.nextInt(4));
    int late = day.nextInt(3) == 0 ? 1 + day.nextInt(4) : 0;
    var faults = new Faults(seed, rate, late, call -> true);
    // One stall takes 20 seconds of a schedule.
    faults.left.put(Fault.STALLED, day.nextInt(4) == 0 ? 1 : 0);
    faults.left.put(Fault.NO_CAPACITY, day.nextInt(6) == 0 ? 1 + day.nextInt(7) : 0);
    faults.left.put(Fault.HALF, day.nextInt(10) == 0 ? 1 : 0);
    return faults;
  }

  /** No faults, but somebody is told of each call. */
  static Faults watchedBy(Predicate<Ec2Call> watch) {
    return new Faults(0, 0, 0, watch);
  }

  /** How often what was made just now is unknown. */
  synchronized int looksUntilKnown() {
    return late == 0 ? 0 : random.nextInt(late + 1);
  }

  /** What happens to a call. */
  synchronized Fault next(Ec2Call call) {
    var fault = watch.test(call) ? chosen(call) : Fault.THROTTLED;
    made.merge(fault, 1, Integer::sum);
    return fault;
  }

  private Fault chosen(Ec2Call call) {
    boolean machines = call.action().equals("RunInstances") && !call.dryRun();
    if (machines && take(Fault.NO_CAPACITY)) {
      return Fault.NO_CAPACITY;
    } else if (machines && take(Fault.HALF)) {
      return Fault.HALF;
    } else if (random.nextDouble() >= rate) {
      return Fault.NONE;
    }
    var fault = ANYWHERE.get(random.nextInt(ANYWHERE.size()));
    return fault == Fault.STALLED && !take(fault) ? Fault.RESET : fault;
  }

  private boolean take(Fault fault) {
    return left.merge(fault, -1, Integer::sum) >= 0;
  }

  /** How often each happened. */
  synchronized Map<Fault, Integer> made() {
    return new EnumMap<>(made);
  }
}
