package kubetraining.host;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

/** Threads that do not keep the program from ending, and what is done when it ends. */
public final class Daemons {
  private Daemons() {}

  /** A thread of that name, to be started. */
  public static Thread thread(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Begins some work; to avoid waiting forever, ask for its end with a limit. */
  public static <R> FutureTask<R> begin(String name, Callable<R> work) {
    var task = new FutureTask<R>(work);
    thread(name, task).start();
    return task;
  }

  /**
   * What has come of some work, as soon as it has ended.
   *
   * @throws RuntimeException what the work has thrown
   */
  public static <R> R await(FutureTask<R> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while work on another thread went on", e);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }

  /**
   * What to throw in the place of what work on another thread has thrown: the same, if it can be.
   *
   * @throws Error if it is one
   */
  public static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException same ? same : new CompletionException(thrown);
  }

  /** Makes threads of that name, for executors. */
  public static ThreadFactory threads(String name) {
    return work -> thread(name, work);
  }

  /** Takes back what was to be done when the program ends; if it ends already, that is done. */
  public static void disarm(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The shutdown is on its way and runs the hook itself.
      Thread.yield();
    }
  }
}
