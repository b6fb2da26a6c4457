package kubetraining.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/**
 * Who has used the CPUs of one container for about a second. A cgroup tells who is allowed to; this
 * tells who did, of all threads that the machine can see, by what the kernel has counted for each.
 * The kernel's own threads are left out: some of them have to run on every CPU.
 *
 * @param seconds how long it was looked
 * @param own the part of one CPU that the container has used
 * @param others who else has used its CPUs
 */
public record CpuUse(double seconds, double own, List<Stranger> others) {
  /** What all others may use together. Programs of the machine have to run somewhere at times. */
  private static final double LITTLE = 0.1;

  private static final String LOOK = "at";
  private static final String MASKS = "may";
  private static final double TICKS_PER_SECOND = 100;
  private static final long OF_THE_KERNEL = 0x00200000;
  // The fields of the kernel's file: 1 thread, 2 name, 9 flags, 14 and 15 time, 39 last CPU.
  private static final String FIELDS =
      "s/^([0-9]+) \\((.*)\\) (\\S+ ){6}(\\S+) (\\S+ ){4}(\\S+) (\\S+) (\\S+ ){23}(\\S+).*$/\\1 \\4 \\6 \\7 \\9 \\2/";

  /**
   * A thread from outside the container.
   *
   * @param part of one CPU, which it has used on CPUs of the container
   * @param may the CPUs that it may use
   */
  public record Stranger(String thread, String name, double part, CpuSet may) {
    @Override
    public String toString() {
      return Texts.of("%s (thread %s, allowed CPUs %s): %.0f %%", name, thread, may, 100 * part);
    }
  }

  /** Prints what {@link #parse} reads, within a second or two. */
  static String script(NodeCpus.Container container) {
    return Texts.of(
        """
        for p in $(cat %1$s/cgroup.procs); do ls /proc/$p/task 2>/dev/null; done | paste -sd' '
        for i in 1 2 3 4 5 6; do
          echo "at $(cut -d' ' -f1 /proc/uptime)"
          cat /proc/[0-9]*/task/[0-9]*/stat 2>/dev/null | sed -E '%2$s'
          sleep 0.2
        done
        echo may
        grep -s ^Cpus_allowed_list /proc/[0-9]*/task/[0-9]*/status | sed -E 's|^.*/task/([0-9]+)/.*:[[:space:]]*|\\1 |'
        """,
        container.folder(), FIELDS);
  }

  /**
   * Reads what the script printed.
   *
   * @param cpus those of the container
   * @throws IllegalStateException if the container's threads are not among those looked at
   */
  static CpuUse parse(String output, CpuSet cpus) {
    var lines = output.lines().toList();
    int end = lines.lastIndexOf(MASKS);
    var inside = Set.copyOf(Arrays.asList(lines.get(0).split(" ")));
    var threads = new LinkedHashMap<String, Seen>();
    var moments = new ArrayList<Double>();
    for (String line : lines.subList(1, end)) {
      String[] words = line.split(" ", 6);
      if (words[0].equals(LOOK)) {
        moments.add(Double.parseDouble(words[1]));
      } else if ((Long.parseLong(words[1]) & OF_THE_KERNEL) == 0) {
        threads.computeIfAbsent(words[0], any -> new Seen(words[0], words[5])).again(words, cpus);
      }
    }
    if (Collections.disjoint(threads.keySet(), inside)) {
      throw new IllegalStateException(
          Texts.of("none of the container's threads, %s, is among those of its machine", inside));
    }
    double seconds = moments.get(moments.size() - 1) - moments.get(0);
    var may =
        lines.stream()
            .skip(end + 1)
            .map(line -> line.split(" "))
            .collect(Collectors.toMap(each -> each[0], each -> CpuSet.parse(each[1]), (a, b) -> b));
    return new CpuUse(
        seconds,
        threads.values().stream()
            .filter(each -> inside.contains(each.thread))
            .mapToDouble(each -> each.part(seconds))
            .sum(),
        threads.values().stream()
            .filter(each -> !inside.contains(each.thread) && each.part(seconds) > 0)
            .map(each -> each.stranger(seconds, may.getOrDefault(each.thread, CpuSet.NONE)))
            .sorted(Comparator.comparing(Stranger::part).reversed())
            .toList());
  }

  /** Whether the container has its CPUs as good as alone. */
  public boolean alone() {
    return others.stream().mapToDouble(Stranger::part).sum() <= LITTLE;
  }

  /** A thread that was bound to these CPUs from outside, and uses them. */
  public Optional<Stranger> bound(CpuSet cpus) {
    return others.stream()
        .filter(each -> each.part() > LITTLE && !each.may().isEmpty() && each.may().within(cpus))
        .findFirst();
  }

  @Override
  public String toString() {
    return Texts.of(
        "in %.1f s the container used %.0f %% of a CPU there; others used: %s",
        seconds, 100 * own, others.isEmpty() ? "nothing" : others);
  }

  /** One thread, look after look. */
  private static final class Seen {
    private final String thread;
    private final String name;
    private long first = -1;
    private long last;
    private int looks;
    private int looksThere;

    Seen(String thread, String name) {
      this.thread = thread;
      this.name = name;
    }

    void again(String[] words, CpuSet cpus) {
      last = Long.parseLong(words[2]) + Long.parseLong(words[3]);
      first = first < 0 ? last : first;
      looks++;
      looksThere += cpus.has(Integer.parseInt(words[4])) ? 1 : 0;
    }

    Stranger stranger(double seconds, CpuSet may) {
      return new Stranger(thread, name, part(seconds), may);
    }

    /** Its time is counted as spent where it was seen, in the same proportion. */
    double part(double seconds) {
      return (last - first) / TICKS_PER_SECOND / seconds * looksThere / looks;
    }
  }
}
