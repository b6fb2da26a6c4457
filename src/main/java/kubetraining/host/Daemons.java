package kubetraining.host;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep the program from ending. */
public final class Daemons {
  private Daemons() {}

  /** A thread of that name, to be started. */
  public static Thread thread(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Makes threads of that name, for executors. */
  public static ThreadFactory threads(String name) {
    return work -> thread(name, work);
  }
}
