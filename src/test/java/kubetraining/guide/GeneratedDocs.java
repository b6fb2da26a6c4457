package kubetraining.guide;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import kubetraining.cli.CommandPages;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.lab.ec2.LabRights;

/**
 * Writes the documents that are generated from the features, their steps, the commands, and the
 * permissions that a lab on AWS needs.
 */
public record GeneratedDocs(Guide guide, Errata errata, Coverage coverage, StepBook steps) {
  /** What to type after a feature or a command has changed. */
  static final String COMMAND = "mvn -q test-compile exec:java@docs";

  /** A section that shows how one is added, with steps that the guide itself may not need. */
  private static final String SAMPLE = "src/test/resources/kubetraining/sample/features";

  static GeneratedDocs of(Path project) {
    var guide = Guide.read(project.resolve("features"));
    return new GeneratedDocs(
        guide,
        new Errata(guide, titles()),
        Coverage.parse(Texts.file(GeneratedDocs.class, "coverage.yaml")),
        StepBook.read(project, "features", SAMPLE));
  }

  /**
   * Takes the folder of the project.
   *
   * @throws GuideException if something is not covered, after the documents were written
   */
  public static void main(String[] arguments) throws IOException {
    Path project = Path.of(arguments[0]);
    var docs = of(project);
    for (Map.Entry<String, String> each : docs.texts().entrySet()) {
      Files.writeString(project.resolve(each.getKey()), each.getValue());
    }
    Path aws = project.resolve("docs/aws.md");
    Files.writeString(aws, withPolicy(Files.readString(aws)));
    if (!docs.problems().isEmpty()) {
      throw new GuideException(String.join("\n", docs.problems()));
    }
  }

  /** The documents, by their paths in the project. */
  Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    texts.put("docs/contents.md", guide.contents());
    texts.put("docs/errata.md", errata.text());
    texts.put("docs/coverage.md", coverage.text(guide, errata));
    texts.put("docs/command-line.md", CommandPages.text());
    texts.put("docs/steps.md", steps.text());
    return texts;
  }

  /** A text that shows the policy of today's rights instead of that of yesterday's. */
  private static String withPolicy(String text) {
    return text.replaceFirst(
        "(?s)(?<=\n```json\n).*?(?=```\n)", Matcher.quoteReplacement(LabRights.policy()));
  }

  /** All that keeps the documents from being whole. */
  List<String> problems() {
    boolean whole = guide.catalogue().sections().keySet().containsAll(coverage.commands().keySet());
    var problems = new ArrayList<>(errata.problems(whole));
    problems.addAll(coverage.problems(guide, errata));
    for (var each : steps.uses().entrySet()) {
      if (each.getValue().isEmpty()) {
        problems.add("no feature uses the step: " + each.getKey().text());
      }
    }
    steps.doubles().forEach(each -> problems.add("more than one step matches: " + each));
    return problems;
  }

  private static Map<String, String> titles() {
    String yaml = Texts.file(GeneratedDocs.class, "errata.yaml");
    var type = new TypeReference<LinkedHashMap<String, String>>() {};
    return FileWork.get("cannot read errata.yaml", () -> new YAMLMapper().readValue(yaml, type));
  }
}
