package kubetraining.guide;

import static org.junit.platform.commons.support.AnnotationSupport.findRepeatableAnnotations;

import io.cucumber.cucumberexpressions.Expression;
import io.cucumber.cucumberexpressions.ExpressionFactory;
import io.cucumber.cucumberexpressions.ParameterTypeRegistry;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.course.PlannedScenario;
import kubetraining.host.Texts;
import org.junit.platform.commons.support.ReflectionSupport;

/** The steps that a guide may use, each with the places where it does. */
final class StepBook {
  private static final String GLUE = "kubetraining.steps";
  private static final String HEAD =
      """
      # Steps

      Every step that a feature can use, by the class that carries it out, with the first place where the guide uses it.
      Before you write a new one, look here for one that already says it.

      Generated from `src/test/java/kubetraining/steps` and `features/` by `%s`; make changes there.
      """;

  /**
   * A step.
   *
   * @param room the class that has it, without the ending {@code Steps}
   * @param keyword {@code Given}, {@code When} or {@code Then}
   * @param text as Cucumber matches it
   */
  record Definition(String room, String keyword, String text, Expression expression) {}

  /** Where a step is used: its text there, and the file, from the folder of the project on. */
  record Use(String text, String file) {
    private String link() {
      String name = file.replaceAll("^.*/|\\.feature$", "");
      return Texts.of("%s ([%s](../%s))", Markdown.cell(text), name, file);
    }
  }

  private final Map<Definition, List<Use>> uses = new LinkedHashMap<>();
  private final Set<String> doubles = new LinkedHashSet<>();

  private StepBook(List<Definition> definitions) {
    definitions.forEach(each -> uses.put(each, new ArrayList<>()));
  }

  /** The steps of the guide, and their uses in the features of some folders of the project. */
  static StepBook read(Path project, String... folders) {
    List<Class<?>> glue =
        ReflectionSupport.findAllClassesInPackage(GLUE, each -> true, name -> true);
    var types = new ParameterTypeRegistry(Locale.ENGLISH);
    methods(glue)
        .filter(method -> method.isAnnotationPresent(ParameterType.class))
        .map(StepBook::parameterType)
        .forEach(types::defineParameterType);
    var factory = new ExpressionFactory(types);
    var book =
        new StepBook(
            methods(glue)
                .flatMap(method -> definitions(method, factory))
                .sorted(Comparator.comparing(Definition::room).thenComparing(Definition::text))
                .toList());
    Stream.of(folders).forEach(folder -> book.addAll(project, folder));
    return book;
  }

  /** Each step, with its uses in the order of the guide. */
  Map<Definition, List<Use>> uses() {
    return uses;
  }

  /** Texts that more than one step matches. */
  Set<String> doubles() {
    return doubles;
  }

  private void addAll(Path project, String folder) {
    for (PlannedScenario each : FeatureCatalogue.read(project.resolve(folder)).scenarios()) {
      String path = folder + "/" + each.file();
      each.text().steps().forEach(step -> add(new Use(step.text(), path)));
    }
  }

  private void add(Use use) {
    var matching =
        uses.keySet().stream().filter(each -> each.expression().match(use.text()) != null).toList();
    matching.forEach(each -> uses.get(each).add(use));
    if (matching.size() > 1) {
      doubles.add(use.text());
    }
  }

  private static Stream<Method> methods(List<Class<?>> glue) {
    return glue.stream().map(Class::getDeclaredMethods).flatMap(Stream::of);
  }

  private static io.cucumber.cucumberexpressions.ParameterType<String> parameterType(
      Method method) {
    return new io.cucumber.cucumberexpressions.ParameterType<>(
        method.getName(),
        method.getAnnotation(ParameterType.class).value(),
        String.class,
        (String[] groups) -> groups[0]);
  }

  private static Stream<Definition> definitions(Method method, ExpressionFactory factory) {
    var given = findRepeatableAnnotations(method, Given.class).stream().map(Given::value);
    var when = findRepeatableAnnotations(method, When.class).stream().map(When::value);
    var then = findRepeatableAnnotations(method, Then.class).stream().map(Then::value);
    return Stream.of(
            given.map(each -> definition(method, "Given", each, factory)),
            when.map(each -> definition(method, "When", each, factory)),
            then.map(each -> definition(method, "Then", each, factory)))
        .flatMap(each -> each);
  }

  private static Definition definition(
      Method method, String keyword, String text, ExpressionFactory factory) {
    return new Definition(
        method.getDeclaringClass().getSimpleName().replaceFirst("Steps$", ""),
        keyword,
        text,
        factory.createExpression(text));
  }

  /** The page that lists every step with an example. */
  String text() {
    return Texts.of(HEAD, GeneratedDocs.COMMAND)
        + uses.keySet().stream()
            .map(Definition::room)
            .distinct()
            .map(this::chapter)
            .collect(Collectors.joining());
  }

  private String chapter(String room) {
    return uses.entrySet().stream()
        .filter(each -> each.getKey().room().equals(room))
        .map(StepBook::row)
        .collect(
            Collectors.joining(
                "\n",
                Texts.of(
                    "\n## %s\n\n| Step | Example | Uses |\n| --- | --- | --- |\n", spaced(room)),
                "\n"));
  }

  private static String row(Map.Entry<Definition, List<Use>> each) {
    var uses = each.getValue();
    String example = uses.isEmpty() ? "none" : uses.get(0).link();
    return Texts.of(
        "| %s `%s` | %s | %d |",
        each.getKey().keyword(), Markdown.cell(each.getKey().text()), example, uses.size());
  }

  /** {@code CPU errata} of {@code CpuErrata}. */
  private static String spaced(String room) {
    String words = room.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return (words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT))
        .replace("Cpu", "CPU")
        .replace("Aws", "AWS");
  }
}
