package kubetraining.lab.ec2;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;

/** A class that asks for all its labs within one second, of an API that takes so many calls. */
final class AtOnceTrial {
  /** About what an account may ask for: more within a second is throttled. */
  private static final int CALLS_A_SECOND = 40;

  private final TreeMap<Long, int[]> seconds = new TreeMap<>();
  private final long start = System.nanoTime();

  private AtOnceTrial() {}

  /**
   * Asks for so many labs at once, and returns how many ended neither as a lab nor by a message.
   */
  static int run(int labs) throws InterruptedException {
    return new AtOnceTrial().all(labs);
  }

  private int all(int labs) throws InterruptedException {
    var faults = Faults.watchedBy(call -> allowed());
    try (var moto = MotoServer.start();
        var proxy = new FaultyApi(moto.uri(), faults)) {
      var ends = atOnce(labs, proxy.uri());
      int left = 0;
      try (var look = ScheduleTrial.connect(moto.uri())) {
        left = look.leftovers().size();
      }
      long up = ends.stream().filter("lab"::equals).count();
      ends.stream().filter(end -> !end.equals("lab")).forEach(System.out::println);
      seconds.forEach(
          (second, calls) ->
              System.out.println(
                  Texts.of("second %d: %d calls, %d throttled", second, calls[0], calls[1])));
      int passed = seconds.values().stream().mapToInt(calls -> calls[0] - calls[1]).sum();
      int throttled = seconds.values().stream().mapToInt(calls -> calls[1]).sum();
      System.out.println(
          Texts.of(
              "%d labs asked for at once: %d brought up and given back; %d calls, %d throttled, %.0f a"
                  + " lab; left: %d",
              labs, up, passed + throttled, throttled, (double) passed / labs, left));
      long bad = ends.stream().filter(end -> end.startsWith("FAULT")).count();
      return (int) bad + left;
    }
  }

  private synchronized boolean allowed() {
    long second = (System.nanoTime() - start) / 1_000_000_000;
    int[] calls = seconds.computeIfAbsent(second, none -> new int[2]);
    boolean allowed = calls[0]++ - calls[1] < CALLS_A_SECOND;
    calls[1] += allowed ? 0 : 1;
    return allowed;
  }

  private static List<String> atOnce(int labs, URI api) throws InterruptedException {
    var pool = Executors.newFixedThreadPool(labs);
    try {
      var futures = new ArrayList<Future<String>>();
      for (int i = 0; i < labs; i++) {
        var name = "student-" + i;
        futures.add(pool.submit(() -> one(api, name)));
      }
      var ends = new ArrayList<String>();
      for (Future<String> future : futures) {
        ends.add(future.get());
      }
      return ends;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static String one(URI api, String name) {
    try (var lab = ScheduleTrial.patient(api)) {
      int machines = lab.provision(QuickLab.spec(name, name)).size();
      lab.release(name);
      return machines == 4 ? "lab" : "FAULT " + machines + " machines";
    } catch (LabUnavailableException e) {
      return "message " + e.getMessage();
    } catch (RuntimeException e) {
      return "FAULT " + e;
    }
  }
}
