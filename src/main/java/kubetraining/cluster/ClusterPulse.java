package kubetraining.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kubetraining.host.Daemons;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.remote.SshConnector;
import kubetraining.remote.SshGreeting;

/** One short look whether the API server and the machines of a cluster answer at all. */
public final class ClusterPulse {
  private ClusterPulse() {}

  /** What of the cluster does not answer, and how, in words; empty if all of it does. */
  public static List<String> silent(TrainingCluster cluster, Duration limit) {
    var looks = new LinkedHashMap<String, Callable<String>>();
    looks.put("the API server", () -> cluster.client().raw("/readyz"));
    var half = limit.dividedBy(2);
    for (Machine machine : cluster.machines()) {
      var sshd = SshConnector.at(machine.reachableAddress());
      looks.put(machine.name(), () -> SshGreeting.at(sshd, half, half));
    }
    return silent(looks, limit);
  }

  static List<String> silent(Map<String, Callable<String>> looks, Duration limit) {
    long until = System.nanoTime() + limit.toNanos();
    // Nobody waits for a look that hangs: it must hold up neither the others nor the end.
    var answers = new LinkedHashMap<String, Future<String>>();
    looks.forEach((part, look) -> answers.put(part, Daemons.begin("pulse of " + part, look)));
    var silent = new ArrayList<String>();
    answers.forEach(
        (part, answer) -> {
          String trouble = trouble(answer, until, limit);
          if (!trouble.isEmpty()) {
            silent.add(Texts.of("%s does not answer: %s", part, trouble));
          }
        });
    return silent;
  }

  private static String trouble(Future<String> answer, long until, Duration limit) {
    try {
      long left = Math.max(0, until - System.nanoTime());
      String said = String.valueOf(answer.get(left, TimeUnit.NANOSECONDS)).strip();
      return said.equals("ok") || said.equals(SshGreeting.EXPECTED)
          ? ""
          : Texts.of("it says '%s'", said);
    } catch (TimeoutException e) {
      return Texts.of("nothing within %d ms", limit.toMillis());
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
