package kubetraining.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import kubetraining.lab.Machine;
import kubetraining.remote.RemoteShell;

/** Opens the shells of all machines at once. */
final class Shells {
  private Shells() {}

  /** If one machine cannot be reached, the shells of the others are closed again. */
  static Map<Machine, RemoteShell> open(
      List<Machine> machines, Function<Machine, RemoteShell> opener) {
    var opening = new LinkedHashMap<Machine, CompletableFuture<RemoteShell>>();
    for (Machine machine : machines) {
      var shell = new CompletableFuture<RemoteShell>();
      var thread =
          new Thread(
              () -> {
                try {
                  shell.complete(opener.apply(machine));
                } catch (RuntimeException | Error e) {
                  shell.completeExceptionally(e);
                }
              },
              "ssh to " + machine.name());
      thread.setDaemon(true);
      thread.start();
      opening.put(machine, shell);
    }
    var opened = new LinkedHashMap<Machine, RemoteShell>();
    var failures = new ArrayList<Throwable>();
    opening.forEach(
        (machine, shell) -> {
          try {
            opened.put(machine, shell.join());
          } catch (CompletionException e) {
            failures.add(e.getCause());
          }
        });
    if (failures.isEmpty()) {
      return opened;
    }
    opened.values().forEach(RemoteShell::close);
    var first = failures.remove(0);
    failures.forEach(first::addSuppressed);
    throw first instanceof RuntimeException unchecked ? unchecked : new CompletionException(first);
  }
}
