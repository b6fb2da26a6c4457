package kubetraining.probe;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kubetraining.host.Texts;

/** A set of CPUs, by their numbers, written as the Linux kernel writes it: {@code 0-2,7}. */
public record CpuSet(SortedSet<Integer> cpus) {
  public static final CpuSet NONE = new CpuSet(new TreeSet<>());
  private static final Pattern LIST = Pattern.compile("\\d+(-\\d+)?(,\\d+(-\\d+)?)*");

  public CpuSet {
    cpus = Collections.unmodifiableSortedSet(new TreeSet<>(cpus));
  }

  /**
   * Reads the kernel's list format; an empty text is the empty set.
   *
   * @throws IllegalArgumentException if the text is no such list
   */
  public static CpuSet parse(String text) {
    String list = text.strip();
    if (list.isEmpty()) {
      return NONE;
    }
    if (!LIST.matcher(list).matches()) {
      throw new IllegalArgumentException(
          Texts.of("'%s' is not a list of CPUs such as 0-2,7", list));
    }
    var cpus = new TreeSet<Integer>();
    for (String part : list.split(",")) {
      String[] ends = part.split("-");
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      if (last < first) {
        throw new IllegalArgumentException(
            Texts.of("the range '%s' in '%s' runs backwards", part, list));
      }
      for (int cpu = first; cpu <= last; cpu++) {
        cpus.add(cpu);
      }
    }
    return new CpuSet(cpus);
  }

  /** All CPUs that are in one of {@code sets}. */
  public static CpuSet union(Collection<CpuSet> sets) {
    var cpus = new TreeSet<Integer>();
    sets.forEach(set -> cpus.addAll(set.cpus));
    return new CpuSet(cpus);
  }

  public int size() {
    return cpus.size();
  }

  public boolean isEmpty() {
    return cpus.isEmpty();
  }

  public boolean has(int cpu) {
    return cpus.contains(cpu);
  }

  public CpuSet minus(CpuSet other) {
    var left = new TreeSet<>(cpus);
    left.removeAll(other.cpus);
    return new CpuSet(left);
  }

  public boolean within(CpuSet other) {
    return other.cpus.containsAll(cpus);
  }

  public boolean disjointFrom(CpuSet other) {
    return Collections.disjoint(cpus, other.cpus);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int cpu : cpus) {
      if (!cpus.contains(cpu - 1)) {
        text.append(text.isEmpty() ? "" : ",").append(cpu);
      } else if (!cpus.contains(cpu + 1)) {
        text.append('-').append(cpu);
      }
    }
    return text.isEmpty() ? "no CPU" : text.toString();
  }
}
