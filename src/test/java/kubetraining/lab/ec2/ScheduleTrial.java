package kubetraining.lab.ec2;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import kubetraining.progress.Progress;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;

/** Brings up and gives back labs on bad days. */
final class ScheduleTrial {
  private static final int AT_ONCE = 6;
  private static final int OF_ONE_SERVER = 50;

  /** What came of one schedule. */
  private record Outcome(
      long seed, String end, String message, int leftBefore, int leftAfter, Faults faults) {}

  private ScheduleTrial() {}

  /** Runs schedules, and returns how many ended badly. */
  static int run(int schedules, long first) throws InterruptedException {
    var all = new ArrayList<Outcome>();
    for (int from = 0; from < schedules; from += OF_ONE_SERVER) {
      int count = Math.min(OF_ONE_SERVER, schedules - from);
      try (var moto = MotoServer.start()) {
        int before = everything(moto.uri());
        all.addAll(some(moto.uri(), first + from, count));
        int after = everything(moto.uri());
        if (before != after) {
          System.out.println(Texts.of("FAULT  %d things before, %d after", before, after));
          all.add(new Outcome(-1, "FAULT", "things without tags stay", 0, after - before, null));
        }
      }
    }
    return summary(all);
  }

  private static List<Outcome> some(URI api, long first, int count) throws InterruptedException {
    var pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      var futures = new ArrayList<Future<Outcome>>();
      for (long seed = first; seed < first + count; seed++) {
        long ofThis = seed;
        futures.add(pool.submit(() -> one(api, ofThis)));
      }
      var outcomes = new ArrayList<Outcome>();
      for (Future<Outcome> future : futures) {
        outcomes.add(future.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static Outcome one(URI api, long seed) {
    var name = "lab-" + seed;
    var faults = Faults.of(seed);
    String end;
    var message = "";
    try (var proxy = new FaultyApi(api, faults);
        var lab = connect(proxy.uri())) {
      try {
        end = lab.provision(QuickLab.spec(name, "ada")).size() == 4 ? "lab" : "FAULT";
        lab.release(name);
      } catch (LabUnavailableException e) {
        end = "message";
        message = String.valueOf(e.getMessage());
      } catch (RuntimeException e) {
        end = "FAULT";
        message = e.toString();
      }
    }
    try (var sweep = connect(api)) {
      var before = sweep.leftovers(name);
      boolean told = before.isEmpty() || message.contains("still there");
      try {
        sweep.release(name);
      } catch (LabUnavailableException e) {
        end = "FAULT";
        message += " | sweep: " + e.getMessage();
      }
      int after = sweep.leftovers(name).size();
      if (!told || after > 0) {
        end = "FAULT";
        message += " | left: " + before;
      }
      var line =
          Texts.of("%d %s %s %s left %d %s", seed, end, faults.made(), "", before.size(), message);
      System.out.println(line);
      return new Outcome(seed, end, message, before.size(), after, faults);
    }
  }

  static Ec2LabProvider connect(URI api) {
    return connect(api, Duration.ofMillis(50), Duration.ofSeconds(15), 0.1);
  }

  /** Looks as rarely, and waits as long, as on AWS. */
  static Ec2LabProvider patient(URI api) {
    return connect(api, Duration.ofSeconds(5), Duration.ofMinutes(5), 1);
  }

  private static Ec2LabProvider connect(URI api, Duration poll, Duration limit, double patience) {
    return Ec2LabProvider.connect(
        QuickLab.endpoint(api, Optional.empty(), poll, limit),
        new Waits(new WaitLedger()).times(patience),
        Progress.SILENT);
  }

  /** All that an API holds, with tags or without. */
  static int everything(URI api) {
    try (var connection = Ec2Connection.open(Ec2Endpoint.local(api))) {
      return new Ec2Holdings(connection.calls()).look().size();
    }
  }

  private static int summary(List<Outcome> outcomes) {
    var ends = new TreeMap<String, Integer>();
    Map<Faults.Fault, Integer> made = new EnumMap<>(Faults.Fault.class);
    for (Outcome outcome : outcomes) {
      ends.merge(outcome.end(), 1, Integer::sum);
      if (outcome.faults() != null) {
        outcome.faults().made().forEach((fault, times) -> made.merge(fault, times, Integer::sum));
      }
    }
    System.out.println(
        Texts.of(
            "%d schedules: %s; left over before sweep, and told: in %d; after it: %d things; calls: %s",
            outcomes.size(),
            ends,
            outcomes.stream().filter(outcome -> outcome.leftBefore() > 0).count(),
            outcomes.stream().mapToInt(Outcome::leftAfter).sum(),
            made));
    return ends.getOrDefault("FAULT", 0);
  }
}
