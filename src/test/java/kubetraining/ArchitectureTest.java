package kubetraining;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.stranger.Stranger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each package is a room with one purpose and an allowed list of neighbours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {
  /** May be known by all, but for the extender: that runs without this program. */
  private static final String EVERYBODYS = "host";

  /** A line for each room: its name, and those that it may know. */
  private static final Map<String, List<String>> NEIGHBOURS =
      table(
          """
          host: progress
          progress:
          config:
          course:
          redaction:
          wait:
          remote: wait redaction
          typed: redaction
          trainee: remote typed wait
          observe: course remote trainee wait
          screen: course observe redaction
          web: course observe page probe redaction remote typed
          artifact.recipe:
          artifact.cache: artifact.recipe
          artifact.make: artifact.recipe artifact.cache progress
          artifact.carry: artifact.recipe artifact.cache artifact.make progress
          artifact: artifact.recipe artifact.cache artifact.make artifact.carry progress
          lab: progress remote
          lab.ec2: lab progress redaction remote wait
          lab.embedded:
          lab.embedded.engine: lab lab.embedded progress wait artifact artifact.cache
          lab.embedded.image: lab lab.embedded.engine progress artifact artifact.cache
          lab.embedded.cloud: lab lab.embedded lab.embedded.engine lab.embedded.image progress wait artifact artifact.cache artifact.carry
          cluster: config lab progress redaction remote wait artifact.recipe artifact.cache
          component: cluster remote wait lab probe typed
          existing: cluster component config course probe redaction
          extender:
          probe: remote wait
          report: course progress redaction wait
          export: course report
          page: course report
          certificate: course guide
          proofs: course
          guide: config course
          evidence: cluster lab page probe redaction remote report
          judge: course report wait remote artifact.recipe lab cluster
          run: progress config wait remote artifact artifact.recipe artifact.cache lab lab.ec2 lab.embedded lab.embedded.engine lab.embedded.cloud cluster component probe course guide existing judge evidence report export page certificate proofs trainee typed observe screen web
          """);

  /** A line for each library: its packages, and the rooms that may know them. */
  private static final Map<String, List<String>> ONLY_IN =
      table(
          """
          software.amazon..: lab.ec2 lab.embedded.cloud
          net.schmizz..: remote
          com.github.dockerjava..: lab.embedded.engine lab.embedded.image lab.embedded.cloud
          com.google.cloud.tools.jib..: artifact.make
          org.awaitility..: wait
          io.cucumber..: report guide
          org.bouncycastle..: certificate remote
          org.opentest4j..: judge run
          org.jfree..: page
          org.apache.batik..: page
          freemarker..: page
          org.commonmark..: page
          io.qameta..: export
          ch.qos.logback..: redaction
          io.vertx..: web
          picocli..: cli
          """);

  /** The last opens jars of this very program. */
  private static final Set<String> CONNECTING =
      Set.of(
          "kubetraining.host.Connections",
          "kubetraining.host.Connections$DirectSockets",
          "kubetraining.artifact.make.ClassesMaker");

  private static final Set<String> OPENS =
      Set.of(
          "java.net.http.HttpClient.newHttpClient",
          "java.net.http.HttpClient.newBuilder",
          "java.net.URL.openConnection",
          "java.net.URL.openStream",
          "java.net.Socket.<init>");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("kubetraining");

  private static Map<String, List<String>> table(String rows) {
    return rows.lines()
        .map(row -> row.split(": ?"))
        .collect(
            Collectors.toMap(
                row -> row[0], row -> row.length == 1 ? List.of() : List.of(row[1].split(" "))));
  }

  @Test
  void eachRoomKnowsOnlyItsNeighbours() {
    NEIGHBOURS.forEach(
        (room, neighbours) -> {
          var forbidden = new ArrayList<>(NEIGHBOURS.keySet());
          forbidden.add("cli");
          forbidden.removeAll(neighbours);
          if (!room.equals("extender")) {
            forbidden.remove(EVERYBODYS);
          }
          forbidden.remove(room);
          noClasses()
              .that()
              .resideInAPackage("kubetraining." + room)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(packages(forbidden))
              .allowEmptyShould(true)
              .check(classes);
        });
  }

  @Test
  void eachForeignLibraryHasItsRoom() {
    ONLY_IN.forEach(
        (library, rooms) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(packages(rooms))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(classes));
  }

  private static String[] packages(List<String> rooms) {
    return rooms.stream().map(room -> "kubetraining." + room).toArray(String[]::new);
  }

  /** Elsewhere, what is set for proxies would have its way with the lab's own traffic. */
  @Test
  void connectionsAreMadeInOnePlace() {
    noClasses()
        .that(describe("make no connections", each -> !CONNECTING.contains(each.getName())))
        .should()
        .accessTargetWhere(describe("opens a connection", ArchitectureTest::opens))
        .check(classes);
    onlyIn("cluster.ApiClients", "io.fabric8.kubernetes.client.KubernetesClientBuilder");
  }

  private static boolean opens(JavaAccess<?> access) {
    var target = access.getTarget();
    return OPENS.contains(target.getOwner().getName() + "." + target.getName());
  }

  @Test
  void filesAreLockedInOnePlace() {
    onlyIn("host.HeldFile", "java.nio.channels.FileLock");
  }

  private void onlyIn(String place, String known) {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("kubetraining." + place)
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(known)
        .check(classes);
  }

  @Test
  void onlyOneRoomReadsTheEnvironment() {
    noClasses()
        .that()
        .resideOutsideOfPackage("kubetraining.host")
        .and()
        .doNotBelongToAnyOf(Stranger.class)
        .should()
        .accessTargetWhere(
            target(owner(type(System.class))).and(target(HasName.Predicates.name("getenv"))))
        .because("a variable that is set but empty is not set: ask host.Environment")
        .check(withTests());
  }

  /** Also the tests; what they know of libraries would take more memory than there is. */
  static JavaClasses withTests() {
    return ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          return new ClassFileImporter().importPackages("kubetraining");
        });
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("kubetraining.(**)").should().beFreeOfCycles().check(classes);
  }
}
