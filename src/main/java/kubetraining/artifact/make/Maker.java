package kubetraining.artifact.make;

import java.util.List;
import kubetraining.host.Toolbox;

/**
 * How one artifact is made, and what that takes.
 *
 * @param tools what must be installed, by the names {@link Toolbox} knows
 * @param megabytes what it takes on disk, caches of its tools included; for the check before the
 *     start. That of {@link Lane#GO} is mostly in Go's own caches
 * @param weight how long it takes, in comparison with others; the longest starts first
 * @param fetches whether it only gets what was made elsewhere, so that the cost of making it says
 *     nothing
 */
public record Maker(
    Lane lane, List<String> tools, int megabytes, long weight, boolean fetches, Work work) {
  /** Fills {@code bench.output()}; whatever else it writes goes to {@code bench.scratch()}. */
  @FunctionalInterface
  public interface Work {
    void make(Workbench bench) throws Exception;
  }

  /** Work of one kind, and how much of it goes on at the same time. */
  enum Lane {
    /** A Go build uses all cores but while it links; a second one fills those gaps. */
    GO(2),
    /** apt, Maven, pip and downloads wait for the network more than for a core. */
    NETWORK(3),
    /** Compressing layers takes a core each. */
    IMAGE(2);

    final int width;

    Lane(int width) {
      this.width = width;
    }
  }

  /** The same, which does more when its own work is done. */
  Maker followedBy(Work more) {
    Work both =
        bench -> {
          work.make(bench);
          more.make(bench);
        };
    return new Maker(lane, tools, megabytes, weight, fetches, both);
  }

  /** One that takes no tools and little room. */
  static Maker of(Lane lane, Work work) {
    return new Maker(lane, List.of(), 100, 0, false, work);
  }

  /** One that only gets what was made elsewhere. */
  static Maker fetching(Work work) {
    return new Maker(Lane.NETWORK, List.of(), 100, 0, true, work);
  }
}
