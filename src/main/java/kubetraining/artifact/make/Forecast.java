package kubetraining.artifact.make;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongSupplier;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.host.Texts;

/**
 * How long artifacts that are being made have still to go, learnt from those that are done.
 *
 * <p>What goes on at the same time shares the computer. So each artifact under way is booked an
 * equal part of the time that passes, and the bookings of all add up to the time that passed. The
 * bookings of a whole build are known, see {@link #cost}; what the finished ones cost here, in
 * comparison, tells how fast this computer is. Go's builds are compared among themselves: what is
 * in Go's own cache costs next to nothing, and says nothing of the rest.
 */
final class Forecast {
  /** The cost of what was not measured: that of a middling image. */
  static final double DEFAULT = 6;

  private static final Properties COSTS =
      Texts.properties(Forecast.class, "build-costs.properties");

  /** With less than this part of the work done, any answer would be a guess. */
  private static final double GROUND = 0.1;

  /** What takes longer than expected is not done yet: so much of it is left at least. */
  private static final double LEFT_AT_LEAST = 0.1;

  private final LongSupplier nanos;
  private final Kind go = new Kind();
  private final Kind others = new Kind();
  private long last;

  Forecast(Collection<Artifact> wanted, LongSupplier nanos) {
    this.nanos = nanos;
    wanted.forEach(artifact -> kind(artifact).add(artifact.id(), cost(artifact)));
    this.last = nanos.getAsLong();
  }

  /**
   * What it costs to make an artifact, in comparison with the others: its part of the seconds that
   * a build of all of them took, where what went on at the same time shares them equally.
   *
   * <p>Measured on 2026-11-28: a build of all 49 from empty caches on two cores, in 842 s. That log
   * is {@code src/test/resources/kubetraining/artifact/make/cold-build.log}: while one is under
   * way, it is booked the time that passes, divided by how many are. {@code ForecastTest} tells
   * that build again. Only what they are in comparison matters.
   */
  static double cost(Artifact artifact) {
    if (artifact.maker().fetches()) {
      return DEFAULT;
    }
    String cost = COSTS.getProperty(nameOf(artifact.name()));
    return cost == null ? DEFAULT : Double.parseDouble(cost);
  }

  /** The name without the version that those of images end with. */
  static String nameOf(String artifact) {
    return artifact.replaceFirst("-v?\\d+\\..*$", "");
  }

  private Kind kind(Artifact artifact) {
    return artifact.maker().lane() == Lane.GO ? go : others;
  }

  synchronized void begun(Artifact artifact) {
    book();
    kind(artifact).booked.put(artifact.id(), 0.0);
  }

  /** It is there; one that was never begun was made by another run, and teaches nothing. */
  synchronized void done(Artifact artifact) {
    book();
    kind(artifact).done(artifact.id());
  }

  /** Empty as long as too little is done to tell. */
  synchronized Optional<Duration> toGo() {
    book();
    Optional<Double> pace = others.pace();
    Optional<Double> paceOfGo = go.pace().or(() -> pace);
    if ((!others.unfinished.isEmpty() && pace.isEmpty())
        || (!go.unfinished.isEmpty() && paceOfGo.isEmpty())) {
      return Optional.empty();
    }
    double left = others.left(pace.orElse(0.0)) + go.left(paceOfGo.orElse(0.0));
    return Optional.of(Duration.ofMillis(Math.round(left * 1000)));
  }

  private void book() {
    long now = nanos.getAsLong();
    int running = go.booked.size() + others.booked.size();
    double share = (now - last) / 1e9 / Math.max(1, running);
    go.book(share);
    others.book(share);
    last = now;
  }

  /** Artifacts whose costs are off by the same factor. */
  private static final class Kind {
    private final Map<String, Double> unfinished = new HashMap<>();
    private final Map<String, Double> booked = new HashMap<>();
    private double all;
    private double expectedOfDone;
    private double bookedOnDone;

    void add(String artifact, double expected) {
      unfinished.put(artifact, expected);
      all += expected;
    }

    void book(double share) {
      booked.replaceAll((artifact, cost) -> cost + share);
    }

    void done(String artifact) {
      Double expected = unfinished.remove(artifact);
      Double cost = booked.remove(artifact);
      if (expected != null && cost != null) {
        expectedOfDone += expected;
        bookedOnDone += cost;
      }
    }

    /** How many seconds here are one of the computer that was measured. */
    Optional<Double> pace() {
      if (expectedOfDone == 0 || expectedOfDone < GROUND * all) {
        return Optional.empty();
      }
      double expected = expectedOfDone;
      double cost = bookedOnDone;
      double ofDone = cost / expected;
      for (var one : booked.entrySet()) {
        double expectedOfOne = unfinished.getOrDefault(one.getKey(), 0.0);
        if (one.getValue() > expectedOfOne * ofDone) {
          // Not finished, but this much is known: it takes longer than the pace so far says.
          expected += expectedOfOne;
          cost += one.getValue();
        }
      }
      return Optional.of(cost / expected);
    }

    double left(double pace) {
      double left = 0;
      for (var one : unfinished.entrySet()) {
        double cost = one.getValue() * pace;
        left += Math.max(cost - booked.getOrDefault(one.getKey(), 0.0), LEFT_AT_LEAST * cost);
      }
      return left;
    }
  }
}
