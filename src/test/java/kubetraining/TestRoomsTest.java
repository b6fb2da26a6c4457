package kubetraining;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A test lives in the room that it tests. Rooms of tests alone have a purpose and neighbours, too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestRoomsTest {
  private static final String TEST = "Test";
  private static final String STEPS = "kubetraining.steps";
  private static final String PROOFS = "kubetraining.proofs";

  /** The guide as a suite, its steps, two small guides with their own, and strangers' computers. */
  private static final Set<String> TEST_ROOMS =
      Set.of("kubetraining", STEPS, "kubetraining.outcomes", "kubetraining.stranger");

  /** By these Cucumber and the run know each other. */
  private static final Set<String> ADAPTERS =
      names(STEPS, "TrainingHooks TrainingPlugin TrainingRunProvider ObservedBackend");

  /** What step definitions may know of a run that is under way; they neither begin nor judge it. */
  private static final Set<String> HANDLES =
      Stream.of(
              names(
                  "kubetraining.run",
                  "TrainingRun Section RunWaits RunCertificate Labs LabAccess LabSession"
                      + " SpareLab"),
              names("kubetraining.report", "RunRecorder ProgressReport"))
          .flatMap(Set::stream)
          .collect(Collectors.toSet());

  /** Rooms that step definitions may know as a whole. */
  private static final Set<String> NEIGHBOURS =
      names(
          "kubetraining",
          "certificate cluster component config host lab lab.ec2 page probe progress remote trainee"
              + " wait");

  private final JavaClasses classes = ArchitectureTest.withTests();

  @Test
  void eachTestIsInTheRoomThatItTests() {
    var rooms = main().map(JavaClass::getPackageName).collect(Collectors.toSet());
    rooms.addAll(TEST_ROOMS);
    assertThat(tests().filter(each -> !rooms.contains(each.getPackageName())))
        .extracting(JavaClass::getName)
        .as("classes of tests outside of every room")
        .isEmpty();
  }

  @Test
  void theTestOfAClassStandsBesideIt() {
    var roomsByName =
        main()
            .collect(
                Collectors.groupingBy(
                    each -> each.getSimpleName() + TEST,
                    Collectors.mapping(JavaClass::getPackageName, Collectors.toSet())));
    assertThat(tests())
        .filteredOn(each -> roomsByName.containsKey(each.getSimpleName()))
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(roomsByName.get(each.getSimpleName()))
                    .as("rooms of what %s tests", each.getName())
                    .contains(each.getPackageName()));
  }

  @Test
  void stepsKnowTheRunByItsHandlesOnly() {
    noClasses()
        .that(describe("carry out steps", TestRoomsTest::carriesOutSteps))
        .should()
        .dependOnClassesThat(
            describe("no step should know", each -> isOurs(each) && !mayBeKnownBySteps(each)))
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("io.cucumber.plugin..")
        .check(classes);
  }

  /** What no step definition and no hook needs has another purpose, and another room. */
  @Test
  void whatIsInTheRoomOfStepsServesThem() {
    var reached = new HashSet<JavaClass>();
    var next = new ArrayDeque<JavaClass>();
    inSteps().filter(each -> isGlue(each) || isAdapter(each)).forEach(next::add);
    while (!next.isEmpty()) {
      JavaClass each = next.pop();
      if (reached.add(each)) {
        each.getDirectDependenciesFromSelf().stream()
            .map(Dependency::getTargetClass)
            .map(TestRoomsTest::outermost)
            .filter(other -> other.getPackageName().equals(STEPS))
            .forEach(next::add);
      }
    }
    assertThat(inSteps().filter(each -> !reached.contains(each)).map(JavaClass::getName))
        .as("what no step definition and no hook needs")
        .isEmpty();
  }

  @Test
  void nobodyButTheSuiteAndItsProofsKnowsSteps() {
    noClasses()
        .that()
        .resideOutsideOfPackages(STEPS, PROOFS)
        .and()
        .doNotBelongToAnyOf(TrainingIT.class, GuideByLauncher.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(STEPS)
        .check(classes);
  }

  private static boolean carriesOutSteps(JavaClass each) {
    JavaClass whole = outermost(each);
    return each.getPackageName().equals(STEPS) && !isTest(whole) && !isAdapter(whole);
  }

  private static boolean mayBeKnownBySteps(JavaClass each) {
    String room = each.getPackageName();
    return room.equals(STEPS)
        || NEIGHBOURS.contains(room)
        || HANDLES.contains(outermost(each).getName());
  }

  private static boolean isOurs(JavaClass each) {
    return each.getPackageName().startsWith("kubetraining");
  }

  private static boolean isAdapter(JavaClass each) {
    return ADAPTERS.contains(each.getName());
  }

  private static boolean isTest(JavaClass each) {
    return each.getSimpleName().endsWith(TEST);
  }

  /** Whether Cucumber finds something in it: steps, hooks, types of parameters. */
  private static boolean isGlue(JavaClass each) {
    return each.getMethods().stream()
        .flatMap(method -> method.getAnnotations().stream())
        .anyMatch(found -> found.getRawType().getPackageName().startsWith("io.cucumber.java"));
  }

  private Stream<JavaClass> inSteps() {
    return tests()
        .filter(each -> each.getPackageName().equals(STEPS))
        .filter(each -> !isTest(each));
  }

  private Stream<JavaClass> main() {
    return classes.stream()
        .filter(each -> !isCompiledTest(each))
        .filter(JavaClass::isTopLevelClass);
  }

  private Stream<JavaClass> tests() {
    return classes.stream()
        .filter(TestRoomsTest::isCompiledTest)
        .filter(JavaClass::isTopLevelClass);
  }

  private static boolean isCompiledTest(JavaClass each) {
    return new ImportOption.OnlyIncludeTests()
        .includes(Location.of(each.getSource().orElseThrow().getUri()));
  }

  static JavaClass outermost(JavaClass each) {
    return each.getEnclosingClass().map(TestRoomsTest::outermost).orElse(each);
  }

  private static Set<String> names(String room, String words) {
    return Stream.of(words.split(" ")).map(each -> room + "." + each).collect(Collectors.toSet());
  }
}
