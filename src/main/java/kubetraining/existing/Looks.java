package kubetraining.existing;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Looks side by side. One that fails is noted, and fails nothing else.
 *
 * @param unread what could not be read, and why
 */
record Looks(ExecutorService threads, Map<String, String> unread) implements AutoCloseable {
  private static final int AT_ONCE = 8;
  private static final int NOT_FOUND = 404;

  Looks() {
    this(Executors.newFixedThreadPool(AT_ONCE), new ConcurrentSkipListMap<>());
  }

  /**
   * Begins a look, and gives what waits for what it sees.
   *
   * @param what is looked at, as in {@code nodes}
   * @param otherwise what it is if it cannot be read, or if this cluster does not have that
   */
  <T> Supplier<T> begin(String what, T otherwise, Supplier<T> look) {
    return CompletableFuture.supplyAsync(() -> seen(what, otherwise, look), threads)::join;
  }

  private <T> T seen(String what, T otherwise, Supplier<T> look) {
    try {
      return look.get();
    } catch (KubernetesClientException e) {
      if (e.getCode() != NOT_FOUND) {
        unread.put(what, e.getCode() == 0 ? "no answer" : "status " + e.getCode());
      }
    } catch (RuntimeException e) {
      unread.put(what, "an answer that is not understood: " + e);
    }
    return otherwise;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
