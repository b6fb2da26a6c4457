package kubetraining;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

/**
 * Steps look, and leave it to the trainee to act: whoever judges a lesson must not have performed
 * it.
 */
final class OnlyTheTraineeActsTest {
  private static final String STEPS = "kubetraining.steps";

  /** How a class can act, by the package of the one that it would call. */
  private static final Map<String, Set<String>> ACTS =
      Map.of(
          "kubetraining.trainee",
          words("types begins"),
          "kubetraining.remote",
          words("run mustRun write upload"),
          "kubetraining.component",
          words("install remove beginRemoval mend set clear sentTo"),
          "io.fabric8.kubernetes.client",
          words(
              """
              approve attach create createOr createOrReplace delete deny edit editStatus evict exec
              patch patchStatus portForward replace replaceStatus rolling scale serverSideApply
              update updateStatus upload\
              """));

  private static final String UNDOES = "it undoes what the commands of a scenario have made";
  private static final String PREPARES =
      "what a scenario begins with takes more than one script, and waiting in between";

  /**
   * Who acts, and why. All but the first two are to become fewer; no look is among them but one.
   */
  private static final Map<String, String> MAY =
      Map.ofEntries(
          Map.entry("Typing: Trainee.types", "it is the trainee's hand, and notes what he types"),
          Map.entry("Typing: Trainee.begins", "the same, for what goes on meanwhile"),
          Map.entry("PartSteps: Component.remove", UNDOES),
          Map.entry("PartSteps: HeatScheduler.mend", UNDOES),
          Map.entry("KubeletSteps: KubeletDropIn.remove", UNDOES),
          Map.entry("CpuTraces: CommandTraces.remove", UNDOES),
          Map.entry("CpuTraces: FilterWatchListDeletable.delete", UNDOES),
          Map.entry("KubeletSteps: KubeletDropIn.install", PREPARES),
          Map.entry("KubeletSteps: KubeletCpuPolicy.install", PREPARES),
          Map.entry("KubeletSteps: KubeletCpuPolicy.remove", PREPARES),
          Map.entry(
              "SchedulerSteps: Scout.sentTo",
              "only a pod of its own tells what the heat scheduler knows"));

  @Test
  void noStepActsButThoseOfTheTrainee() {
    var acting = new TreeSet<String>();
    for (JavaClass each : steps().toList()) {
      each.getAccessesFromSelf().stream()
          .filter(access -> acts(access.getTarget()))
          .forEach(access -> acting.add(Texts.of("%s: %s", outermost(each), inWords(access))));
    }

    assertThat(acting)
        .as("what classes of %s do themselves; this they may: %s", STEPS, MAY)
        .containsExactlyInAnyOrderElementsOf(MAY.keySet());
  }

  private static Set<String> words(String all) {
    return Set.of(all.split("\\s+"));
  }

  private static boolean acts(AccessTarget target) {
    String owner = target.getOwner().getPackageName();
    return ACTS.entrySet().stream()
        .anyMatch(
            room ->
                (owner.equals(room.getKey()) || owner.startsWith(room.getKey() + "."))
                    && room.getValue().contains(target.getName()));
  }

  private static String outermost(JavaClass type) {
    return TestRoomsTest.outermost(type).getSimpleName();
  }

  private static String inWords(JavaAccess<?> access) {
    return access.getTarget().getOwner().getSimpleName() + "." + access.getTarget().getName();
  }

  /** Unit tests are in that package, too, and act on labs that are made of paper. */
  private static Stream<JavaClass> steps() {
    return ArchitectureTest.withTests().stream()
        .filter(type -> type.getPackageName().equals(STEPS))
        .filter(type -> !outermost(type).endsWith("Test"));
  }
}
