package kubetraining;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kubetraining.stranger.Stranger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each package is a room with one purpose and an allowed list of neighbours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {
  /** May be known by all, but for the extender: that runs without this program. */
  private static final String EVERYBODYS = "host";

  private static final Map<String, List<String>> NEIGHBOURS =
      Map.ofEntries(
          Map.entry("host", List.of("progress")),
          Map.entry("progress", List.of()),
          Map.entry("config", List.of()),
          Map.entry("course", List.of()),
          Map.entry("redaction", List.of()),
          Map.entry("wait", List.of()),
          Map.entry("remote", List.of("wait", "redaction")),
          Map.entry("typed", List.of("redaction")),
          Map.entry("trainee", List.of("remote", "typed", "wait")),
          Map.entry("observe", List.of("course", "remote", "trainee", "wait")),
          Map.entry(
              "web", List.of("course", "observe", "page", "probe", "redaction", "remote", "typed")),
          Map.entry("artifact.recipe", List.of()),
          Map.entry("artifact.cache", List.of("artifact.recipe")),
          Map.entry("artifact.make", List.of("artifact.recipe", "artifact.cache", "progress")),
          Map.entry(
              "artifact.carry",
              List.of("artifact.recipe", "artifact.cache", "artifact.make", "progress")),
          Map.entry(
              "artifact",
              List.of(
                  "artifact.recipe",
                  "artifact.cache",
                  "artifact.make",
                  "artifact.carry",
                  "progress")),
          Map.entry("lab", List.of("progress", "remote")),
          Map.entry("lab.ec2", List.of("lab", "progress", "redaction", "remote", "wait")),
          Map.entry("lab.embedded", List.of()),
          Map.entry(
              "lab.embedded.engine",
              List.of("lab", "lab.embedded", "progress", "wait", "artifact", "artifact.cache")),
          Map.entry(
              "lab.embedded.image",
              List.of("lab", "lab.embedded.engine", "progress", "artifact", "artifact.cache")),
          Map.entry(
              "lab.embedded.cloud",
              List.of(
                  "lab",
                  "lab.embedded",
                  "lab.embedded.engine",
                  "lab.embedded.image",
                  "progress",
                  "wait",
                  "artifact",
                  "artifact.cache",
                  "artifact.carry")),
          Map.entry(
              "cluster",
              List.of(
                  "lab",
                  "progress",
                  "redaction",
                  "remote",
                  "wait",
                  "artifact.recipe",
                  "artifact.cache")),
          Map.entry("component", List.of("cluster", "remote", "wait", "lab", "probe")),
          Map.entry(
              "existing",
              List.of("cluster", "component", "config", "course", "probe", "redaction")),
          Map.entry("extender", List.of()),
          Map.entry("probe", List.of("remote", "wait")),
          Map.entry("report", List.of("course", "progress", "redaction", "wait")),
          Map.entry("export", List.of("course", "report")),
          Map.entry("page", List.of("course", "report")),
          Map.entry("certificate", List.of("course", "guide")),
          Map.entry("proofs", List.of("course")),
          Map.entry("guide", List.of("config", "course")),
          Map.entry(
              "evidence",
              List.of("cluster", "lab", "page", "probe", "redaction", "remote", "report")),
          Map.entry(
              "judge",
              List.of("course", "report", "wait", "remote", "artifact.recipe", "lab", "cluster")),
          Map.entry(
              "run",
              List.of(
                  "progress",
                  "config",
                  "wait",
                  "remote",
                  "artifact",
                  "artifact.recipe",
                  "artifact.cache",
                  "lab",
                  "lab.ec2",
                  "lab.embedded",
                  "lab.embedded.engine",
                  "lab.embedded.cloud",
                  "cluster",
                  "component",
                  "probe",
                  "course",
                  "guide",
                  "existing",
                  "judge",
                  "evidence",
                  "report",
                  "export",
                  "page",
                  "certificate",
                  "proofs",
                  "trainee",
                  "typed",
                  "observe",
                  "web")));

  private static final Map<String, List<String>> ONLY_IN =
      Map.ofEntries(
          Map.entry("software.amazon..", List.of("lab.ec2", "lab.embedded.cloud")),
          Map.entry("net.schmizz..", List.of("remote")),
          Map.entry(
              "com.github.dockerjava..",
              List.of("lab.embedded.engine", "lab.embedded.image", "lab.embedded.cloud")),
          Map.entry("com.google.cloud.tools.jib..", List.of("artifact.make")),
          Map.entry("org.awaitility..", List.of("wait")),
          Map.entry("io.cucumber..", List.of("report", "guide")),
          Map.entry("org.bouncycastle..", List.of("certificate", "remote")),
          Map.entry("org.opentest4j..", List.of("judge", "run")),
          Map.entry("org.jfree..", List.of("page")),
          Map.entry("org.apache.batik..", List.of("page")),
          Map.entry("freemarker..", List.of("page")),
          Map.entry("org.commonmark..", List.of("page")),
          Map.entry("io.qameta..", List.of("export")),
          Map.entry("ch.qos.logback..", List.of("redaction")),
          Map.entry("io.vertx..", List.of("web")),
          Map.entry("picocli..", List.of("cli")));

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("kubetraining");

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
              .resideInAnyPackage(
                  forbidden.stream().map(other -> "kubetraining." + other).toArray(String[]::new))
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
                .resideOutsideOfPackages(
                    rooms.stream().map(room -> "kubetraining." + room).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(classes));
  }

  /** Elsewhere, what is set for proxies would have its way with the lab's own traffic. */
  @Test
  void connectionsAreMadeInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("kubetraining.host.Connections")
        .and()
        .doNotHaveFullyQualifiedName("kubetraining.host.Connections$DirectSockets")
        // It opens jars of this very program.
        .and()
        .doNotHaveFullyQualifiedName("kubetraining.artifact.make.ClassesMaker")
        .should()
        .callMethod(HttpClient.class, "newHttpClient")
        .orShould()
        .callMethod(HttpClient.class, "newBuilder")
        .orShould()
        .callMethod(URL.class, "openConnection")
        .orShould()
        .callMethod(URL.class, "openConnection", Proxy.class)
        .orShould()
        .callMethod(URL.class, "openStream")
        .orShould()
        .callConstructor(Socket.class)
        .orShould()
        .callConstructor(Socket.class, Proxy.class)
        .orShould()
        .callConstructor(Socket.class, String.class, int.class)
        .orShould()
        .callConstructor(Socket.class, InetAddress.class, int.class)
        .check(classes);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("kubetraining.cluster.ApiClients")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClientBuilder")
        .check(classes);
  }

  @Test
  void programsAreStartedInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("kubetraining.host.Programs")
        .should()
        .callConstructor(ProcessBuilder.class, List.class)
        .orShould()
        .callConstructor(ProcessBuilder.class, String[].class)
        .check(classes);
  }

  @Test
  void filesAreLockedInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("kubetraining.host.HeldFile")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.channels.FileLock")
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
