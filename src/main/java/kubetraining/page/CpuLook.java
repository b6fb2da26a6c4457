package kubetraining.page;

import java.util.List;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/**
 * Who may use which CPUs of a node at one moment, for the report. A scenario keeps a list of these,
 * from its beginning to its end, as its fact {@value #FACT}.
 *
 * @param when the moment, in a few words: {@code before}
 * @param policy of the kubelet's CPU manager
 * @param cpus the numbers of all CPUs that the machine has
 * @param own the CPUs given away, by who has them
 */
public record CpuLook(
    String when, String node, String policy, List<Integer> cpus, List<Owner> own) {
  public static final String FACT = "cpus";

  /** A pod, or what is known of it, and the CPUs that it has alone. */
  public record Owner(String pod, List<Integer> cpus) {}

  /** The CPUs that all share who have none of their own. */
  public List<Integer> shared() {
    return cpus.stream().filter(cpu -> ownerOf(cpu).isEmpty()).toList();
  }

  /** Who has this CPU alone; empty if it is shared. */
  public String ownerOf(int cpu) {
    return own.stream()
        .filter(owner -> owner.cpus().contains(cpu))
        .map(Owner::pod)
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    String owners =
        own.stream()
            .map(owner -> Texts.of(", %s has %s exclusively", owner.pod(), owner.cpus()))
            .collect(Collectors.joining());
    String words = "%s: of the CPUs %s of %s, all containers share %s%s";
    return Texts.of(words, when, cpus, node, shared(), owners);
  }
}
