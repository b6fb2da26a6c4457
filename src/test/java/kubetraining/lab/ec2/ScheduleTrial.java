package kubetraining.lab.ec2;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;

/** Brings up and gives back labs on bad days. */
final class ScheduleTrial {
  private static final int AT_ONCE = 6;
  private static final int OF_ONE_SERVER = 50;

  /** What came of one schedule: its end in one word, and how many things were left of it. */
  private record Outcome(
      String end, int leftBefore, int leftAfter, Map<Faults.Fault, Integer> faults) {}

  private ScheduleTrial() {}

  /** Runs schedules, and returns how many ended badly. */
  static int run(int schedules, long first) throws InterruptedException {
    var all = new ArrayList<Outcome>();
    for (int from = 0; from < schedules; from += OF_ONE_SERVER) {
      long seed = first + from;
      try (var moto = MotoServer.start()) {
        int before = Trials.everything(moto.uri());
        all.addAll(
            Trials.all(
                LongStream.range(seed, seed + Math.min(OF_ONE_SERVER, schedules - from))
                    .<Callable<Outcome>>mapToObj(each -> () -> one(moto.uri(), each))
                    .toList(),
                AT_ONCE));
        int after = Trials.everything(moto.uri());
        if (before != after) {
          System.out.println(Texts.of("FAULT  %d things before, %d after", before, after));
          all.add(new Outcome(Trials.FAULT, 0, after - before, Map.of()));
        }
      }
    }
    return summary(all);
  }

  private static Outcome one(URI api, long seed) {
    var name = "lab-" + seed;
    var faults = Faults.of(seed);
    try (var proxy = new FaultyApi(api, faults);
        var sweep = Trials.quick(api)) {
      var end = Trials.one(Trials.quick(proxy.uri()), name);
      var before = sweep.leftovers(name);
      if (!before.isEmpty() && !end.contains("still there")) {
        end = Trials.FAULT + " not told: " + end;
      }
      try {
        sweep.release(name);
      } catch (LabUnavailableException e) {
        end = Trials.FAULT + " sweep: " + e.getMessage();
      }
      int after = sweep.leftovers(name).size();
      if (after > 0) {
        end = Trials.FAULT + " left after a sweep: " + end;
      }
      System.out.println(Texts.of("%d %s left %s %s", seed, faults.made(), before, end));
      return new Outcome(end.split(" ")[0], before.size(), after, faults.made());
    }
  }

  private static int summary(List<Outcome> outcomes) {
    var ends = new TreeMap<String, Integer>();
    Map<Faults.Fault, Integer> made = new EnumMap<>(Faults.Fault.class);
    for (Outcome outcome : outcomes) {
      ends.merge(outcome.end(), 1, Integer::sum);
      outcome.faults().forEach((fault, times) -> made.merge(fault, times, Integer::sum));
    }
    System.out.println(
        Texts.of(
            "%d schedules: %s; left over before sweep, and told: in %d; after it: %d things; calls:"
                + " %s",
            outcomes.size(),
            ends,
            outcomes.stream().filter(outcome -> outcome.leftBefore() > 0).count(),
            outcomes.stream().mapToInt(Outcome::leftAfter).sum(),
            made));
    return ends.getOrDefault(Trials.FAULT, 0);
  }
}
