package kubetraining.lab.ec2;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import kubetraining.host.Programs;
import kubetraining.host.Texts;

/** Kills programs that bring up and give back a lab, each at a call of its own; then sweeps. */
final class KillTrial {
  /** A whole lab takes about as many. */
  private static final int CALLS = 85;

  private KillTrial() {}

  /** Kills so many, and returns after how many of them something was left. */
  static int run(int kills, long seed) throws IOException, InterruptedException {
    var random = new Random(seed);
    int faults = 0;
    int held = 0;
    try (var moto = MotoServer.start()) {
      int before = ScheduleTrial.everything(moto.uri());
      for (int i = 0; i < kills; i++) {
        var name = "killed-" + i;
        int at = 1 + random.nextInt(CALLS);
        boolean killed = killAt(at, moto.uri(), name);
        try (var sweep = ScheduleTrial.connect(moto.uri())) {
          int found = sweep.leftovers(name).size();
          held += found > 0 ? 1 : 0;
          sweep.release(name);
          int left = sweep.leftovers(name).size() + ScheduleTrial.everything(moto.uri()) - before;
          faults += left == 0 ? 0 : 1;
          System.out.println(
              Texts.of(
                  "%s %s at call %d: %d things before the sweep, %d after",
                  name, killed ? "killed" : "had ended", at, found, left));
        }
      }
    }
    System.out.println(
        Texts.of(
            "%d kills, %d with something to sweep; after sweep left: %d", kills, held, faults));
    return faults;
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
      var process =
          Programs.builder(
                  List.of(
                      ProcessHandle.current().info().command().orElse("java"),
                      "-cp",
                      System.getProperty("java.class.path"),
                      Trials.class.getName(),
                      "lab",
                      proxy.uri().toString(),
                      name))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      child.set(process);
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(name + " did not end");
      }
      return process.exitValue() != 0;
    }
  }

  /** What a program does that is killed. */
  static int lab(URI api, String name) {
    try (var lab = ScheduleTrial.connect(api)) {
      lab.provision(QuickLab.spec(name, "ada"));
      lab.release(name);
    }
    return 0;
  }
}
