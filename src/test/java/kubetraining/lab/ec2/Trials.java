package kubetraining.lab.ec2;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kubetraining.host.AnotherJava;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** Programs that try labs on an EC2 API on this computer, see {@code bench/reliability}. */
public final class Trials {
  /** About what an account may ask for: more within a second is throttled. */
  private static final int CALLS_A_SECOND = 40;

  /** A whole lab takes about as many. */
  private static final int CALLS_OF_A_LAB = 85;

  private static final String FAULT = "FAULT";
  private static final int SCHEDULES_AT_ONCE = 6;
  private static final int OF_ONE_SERVER = 50;

  /** What came of one schedule: its end in one word, and how many things were left of it. */
  private record Outcome(
      String end, int leftBefore, int leftAfter, Map<Faults.Fault, Integer> faults) {}

  private Trials() {}

  /** Takes the name of a trial and its arguments; ends with 1 if it found a fault. */
  public static void main(String[] arguments) throws Exception {
    var rest = List.of(arguments).subList(1, arguments.length);
    int faults =
        switch (arguments[0]) {
          case "kills" -> kills(number(rest, 0, 50), number(rest, 1, 1));
          case "lab" -> one(quick(URI.create(rest.get(0))), rest.get(1)).equals("lab") ? 0 : 1;
          case "at-once" -> atOnce(number(rest, 0, 30));
          case "schedules" -> schedules(number(rest, 0, 300), number(rest, 1, 1));
          default -> throw new IllegalArgumentException("no trial: " + arguments[0] + rest);
        };
    System.exit(faults == 0 ? 0 : 1);
  }

  private static int number(List<String> arguments, int index, int otherwise) {
    return index < arguments.size() ? Integer.parseInt(arguments.get(index)) : otherwise;
  }

  /** Brings up a lab and gives it back; says how that ended: a lab, a message, or a fault. */
  private static String one(Ec2LabProvider provider, String name) {
    try (var lab = provider) {
      int machines = lab.provision(QuickLab.spec(name, "ada")).size();
      lab.release(name);
      return machines == 4 ? "lab" : Texts.of("%s %d machines", FAULT, machines);
    } catch (LabUnavailableException e) {
      return "message " + e.getMessage();
    } catch (RuntimeException e) {
      return FAULT + " " + e;
    }
  }

  private static Ec2LabProvider quick(URI api) {
    return connect(api, Duration.ofMillis(50), Duration.ofSeconds(15), 0.1);
  }

  /** Looks as rarely, and waits as long, as on AWS. */
  private static Ec2LabProvider patient(URI api) {
    return connect(api, Duration.ofSeconds(5), Duration.ofMinutes(5), 1);
  }

  private static Ec2LabProvider connect(URI api, Duration poll, Duration limit, double patience) {
    var endpoint = QuickLab.endpoint(api, Ec2Endpoint.LOCAL_REGION, Optional.empty(), poll, limit);
    return Ec2LabProvider.connect(endpoint, new Waits().times(patience), Progress.SILENT);
  }

  /** All that an API holds, with tags or without. */
  private static int everything(URI api) {
    try (var connection = Ec2Connection.open(Ec2Endpoint.local(api))) {
      return new Ec2Holdings(connection.calls()).look().size();
    }
  }

  private static <N, T> List<T> all(Stream<N> numbers, Function<N, T> work, int atOnce) {
    var pool = Executors.newFixedThreadPool(atOnce);
    try {
      var begun =
          numbers.map(each -> CompletableFuture.supplyAsync(() -> work.apply(each), pool)).toList();
      return begun.stream().map(CompletableFuture::join).toList();
    } finally {
      pool.shutdownNow();
    }
  }

  /** A class that asks for all its labs within one second, of an API that takes so many calls. */
  private static int atOnce(int labs) {
    var seconds = new TreeMap<Long, int[]>();
    long start = System.nanoTime();
    var faults =
        Faults.watchedBy(
            call -> {
              long second = (System.nanoTime() - start) / 1_000_000_000;
              int[] calls = seconds.computeIfAbsent(second, none -> new int[2]);
              boolean allowed = calls[0]++ - calls[1] < CALLS_A_SECOND;
              calls[1] += allowed ? 0 : 1;
              return allowed;
            });
    try (var moto = MotoServer.start();
        var proxy = new FaultyApi(moto.uri(), faults)) {
      int before = everything(moto.uri());
      var numbers = IntStream.range(0, labs).boxed();
      var ends = all(numbers, i -> one(patient(proxy.uri()), "student-" + i), labs);
      int left = everything(moto.uri()) - before;
      ends.stream().filter(end -> !end.equals("lab")).forEach(System.out::println);
      seconds.forEach(
          (second, calls) -> say("second %d: %d calls, %d throttled", second, calls[0], calls[1]));
      int all = seconds.values().stream().mapToInt(calls -> calls[0]).sum();
      int throttled = seconds.values().stream().mapToInt(calls -> calls[1]).sum();
      long good = ends.stream().filter("lab"::equals).count();
      say("%d labs asked for at once: %d brought up and given back; left: %d", labs, good, left);
      double each = (double) (all - throttled) / labs;
      say("%d calls, %d throttled, %.0f a lab", all, throttled, each);
      return (int) ends.stream().filter(end -> end.startsWith(FAULT)).count() + left;
    }
  }

  /** Kills programs that bring up and give back a lab, each at a call of its own; then sweeps. */
  private static int kills(int kills, long seed) throws IOException, InterruptedException {
    var random = new Random(seed);
    int faults = 0;
    int held = 0;
    try (var moto = MotoServer.start()) {
      int before = everything(moto.uri());
      for (int i = 0; i < kills; i++) {
        var name = "killed-" + i;
        int at = 1 + random.nextInt(CALLS_OF_A_LAB);
        var end = killAt(at, moto.uri(), name) ? "killed" : "had ended";
        try (var sweep = quick(moto.uri())) {
          int found = sweep.leftovers(name).size();
          sweep.release(name);
          int left = sweep.leftovers(name).size() + everything(moto.uri()) - before;
          held += found > 0 ? 1 : 0;
          faults += left == 0 ? 0 : 1;
          say("%s %s at call %d: %d things before the sweep, %d after", name, end, at, found, left);
        }
      }
    }
    say("%d kills, %d with something to sweep; after sweep left: %d", kills, held, faults);
    return faults;
  }

  private static void say(String text, Object... values) {
    System.out.println(Texts.of(text, values));
  }

  private static boolean killAt(int call, URI api, String name)
      throws IOException, InterruptedException {
    var seen = new AtomicInteger();
    var child = new AtomicReference<Process>();
    var faults =
        Faults.watchedBy(
            each -> {
              if (seen.incrementAndGet() == call) {
                child.get().destroyForcibly();
              }
              return true;
            });
    try (var proxy = new FaultyApi(api, faults)) {
      var line = AnotherJava.of(Trials.class, "lab", "" + proxy.uri(), name);
      var nowhere = ProcessBuilder.Redirect.DISCARD;
      child.set(line.redirectErrorStream(true).redirectOutput(nowhere).start());
      if (!child.get().waitFor(2, TimeUnit.MINUTES)) {
        child.get().destroyForcibly();
        throw new IllegalStateException(name + " did not end");
      }
      return child.get().exitValue() != 0;
    }
  }

  /** Brings up and gives back labs on bad days, and returns how many ended badly. */
  private static int schedules(int schedules, long first) {
    var all = new ArrayList<Outcome>();
    for (int from = 0; from < schedules; from += OF_ONE_SERVER) {
      long seed = first + from;
      try (var moto = MotoServer.start()) {
        int before = everything(moto.uri());
        var seeds =
            LongStream.range(seed, seed + Math.min(OF_ONE_SERVER, schedules - from)).boxed();
        all.addAll(all(seeds, each -> schedule(moto.uri(), each), SCHEDULES_AT_ONCE));
        int after = everything(moto.uri());
        if (before != after) {
          say("FAULT  %d things before, %d after", before, after);
          all.add(new Outcome(FAULT, 0, after - before, Map.of()));
        }
      }
    }
    return summary(all);
  }

  private static Outcome schedule(URI api, long seed) {
    var name = "lab-" + seed;
    var faults = Faults.of(seed);
    try (var proxy = new FaultyApi(api, faults);
        var sweep = quick(api)) {
      var end = one(quick(proxy.uri()), name);
      var before = sweep.leftovers(name);
      if (!before.isEmpty() && !end.contains("still there")) {
        end = FAULT + " not told: " + end;
      }
      try {
        sweep.release(name);
      } catch (LabUnavailableException e) {
        end = FAULT + " sweep: " + e.getMessage();
      }
      int after = sweep.leftovers(name).size();
      if (after > 0) {
        end = FAULT + " left after a sweep: " + end;
      }
      say("%d %s left %s %s", seed, faults.made(), before, end);
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
    long told = outcomes.stream().filter(outcome -> outcome.leftBefore() > 0).count();
    int left = outcomes.stream().mapToInt(Outcome::leftAfter).sum();
    String words =
        "%d schedules: %s; left over before sweep, and told: in %d; after it: %d things; calls: %s";
    say(words, outcomes.size(), ends, told, left, made);
    return ends.getOrDefault(FAULT, 0);
  }
}
