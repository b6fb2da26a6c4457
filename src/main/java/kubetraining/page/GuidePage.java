package kubetraining.page;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kubetraining.course.FeatureText;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;

/**
 * One section of the guide for somebody who does it in a browser: what the report shows of it
 * before anything was seen, with commands to copy, and with places for what is seen live.
 *
 * @param features in their order
 * @param guide every scenario there is, in the order of the guide
 * @param machines those that have a terminal
 */
public record GuidePage(
    List<FeatureText> features, List<PlannedScenario> guide, List<String> machines) {
  // "meanwhile the trainee runs on node1:"; other texts below a step are not to be typed.
  private static final Pattern TYPED =
      Pattern.compile("(?:meanwhile )?the trainee (?:runs|tries|starts) on (\\S+?):?");

  /** What all pages look like. */
  public static final String STYLE =
      Templates.file("chart.css") + Templates.file("page.css") + Templates.file("guide.css");

  /** A feature file: what it says before its scenarios, and these. */
  public record Part(
      String anchor, String title, TemplateHTMLOutputModel prose, List<Scenario> scenarios) {}

  /**
   * A scenario.
   *
   * @param rule the rule that begins with it; empty if none does
   */
  public record Scenario(
      PlannedScenario its,
      String anchor,
      String rule,
      TemplateHTMLOutputModel ruleProse,
      TemplateHTMLOutputModel prose,
      List<Step> steps) {}

  /**
   * A step.
   *
   * @param machine where the text below it is to be typed; empty if it is not
   */
  public record Step(StepText its, String machine) {}

  /** Whether there is a section of that name, as in {@code section-3}. */
  public boolean has(String section) {
    return features.stream().anyMatch(each -> each.section().equals(section));
  }

  /**
   * The page of a section.
   *
   * @param nonce what style sheets that a script makes must have
   */
  public String html(String section, String nonce) {
    var anchors = new Anchors();
    var sections = new LinkedHashMap<String, String>();
    features.forEach(each -> sections.putIfAbsent(each.section(), each.title()));
    var its = features.stream().filter(each -> each.section().equals(section));
    return Templates.fill(
        "guide",
        Map.of(
            "section", section,
            "sections", sections,
            "machines", machines,
            "nonce", nonce,
            "parts", its.map(each -> part(each, anchors)).toList()));
  }

  private Part part(FeatureText feature, Anchors anchors) {
    var its = guide.stream().filter(each -> each.file().equals(feature.file())).toList();
    var scenarios = new ArrayList<Scenario>();
    String rule = "";
    for (PlannedScenario each : its) {
      boolean begins = !each.text().rule().equals(rule);
      rule = each.text().rule();
      scenarios.add(scenario(each, begins ? rule : "", anchors));
    }
    var prose = MarkdownText.markup(feature.prose());
    return new Part(anchors.of(feature.file()), feature.title(), prose, scenarios);
  }

  private static Scenario scenario(PlannedScenario planned, String rule, Anchors anchors) {
    var text = planned.text();
    return new Scenario(
        planned,
        anchors.of(planned.id()),
        rule,
        MarkdownText.markup(rule.isEmpty() ? "" : text.ruleProse()),
        MarkdownText.markup(text.prose()),
        text.steps().stream().map(GuidePage::step).toList());
  }

  private static Step step(StepText step) {
    var typed = TYPED.matcher(step.text());
    String machine = !step.docString().isEmpty() && typed.matches() ? typed.group(1) : "";
    return new Step(step, machine);
  }
}
