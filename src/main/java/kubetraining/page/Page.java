package kubetraining.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import kubetraining.course.FeatureText;
import kubetraining.course.PlannedScenario;
import kubetraining.host.Sha256;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The report as one file of HTML that needs nothing beside it: the guide in its order, and in it
 * what was seen. Building it again after a change makes only those scenarios anew that changed.
 */
public final class Page {
  /** The page never gets larger. */
  static final int LARGEST = 3 * 1024 * 1024;

  // How much of each answer is shown; less of it where the page would get too large.
  private static final List<Integer> LONGEST_OUTPUTS = List.of(8200, 2500, 600, 0);

  private static final int REST_OF_A_FIGURE = 2000;
  private static final byte[] NONE = {};
  private static final String STYLE =
      Templates.file("chart.css") + Templates.file("page.css").strip();
  private static final String SCRIPT = Templates.file("page.js").strip();

  private final List<FeatureText> features;
  private final List<PlannedScenario> guide;
  private final Function<String, Optional<byte[]>> evidence;
  private final Anchors anchors = new Anchors();
  private final SectionsView sections;
  private final Map<String, String> introductions = new HashMap<>();
  private final Map<String, Made> made = new HashMap<>();
  private final Map<String, String> figures = new HashMap<>();

  /** A scenario as it was shown last, and what it was made from. */
  private record Made(@Nullable Scenario seen, boolean ended, int longestOutput, String html) {}

  /**
   * Pages of one guide.
   *
   * @param features in their order
   * @param guide every scenario there is, in the order of the guide
   * @param evidence a file, by its path among the reports; one that is not there is only linked
   */
  public Page(
      List<FeatureText> features,
      List<PlannedScenario> guide,
      Function<String, Optional<byte[]>> evidence) {
    this.features = features;
    this.guide = guide;
    this.evidence = evidence;
    this.features.forEach(each -> anchors.of(each.file()));
    this.guide.forEach(each -> anchors.of(each.id()));
    this.sections = new SectionsView(this.features, anchors);
  }

  /** The page of this report. */
  public String html(ProgressReport report) {
    String top = Templates.fill("top", top(report));
    String end = Templates.fill("end", end(report));
    for (int longestOutput : LONGEST_OUTPUTS) {
      var cards = cards(report, longestOutput);
      String body = body(cards, Map.of());
      int size = bytes(top) + bytes(body) + bytes(end);
      if (size < LARGEST || longestOutput == 0) {
        var shown = figures(report, LARGEST - size);
        return top + (shown.isEmpty() ? body : body(cards, shown)) + end;
      }
    }
    throw new IllegalStateException("there is no last length of outputs");
  }

  private Map<String, Object> top(ProgressReport report) {
    return Map.of(
        "standing", StandingView.of(report),
        "tasks", new TasksView(report, anchors).tasks(),
        "sections", sections.of(report),
        "run", report.run().id(),
        "beyond", beyond(report),
        "complete", report.scenarios().size() == guide.size(),
        "style", Templates.markup(STYLE),
        "styleHash", hash(STYLE),
        "scriptHash", hash(SCRIPT));
  }

  private Map<String, Object> end(ProgressReport report) {
    var lab = report.run().lab();
    return Map.of(
        "phases", Stream.ofNullable(PicturesView.ofPhases(report.run().phases())).toList(),
        "waits", WaitsView.tightestFirst(report, anchors),
        "machines", lab == null ? List.of() : lab.machines(),
        "images", report.run().images(),
        "script", Templates.markup(SCRIPT),
        "run", report.run().id());
  }

  /** What the guide has and nobody asked for. */
  private List<View.Detail> beyond(ProgressReport report) {
    var asked = report.scenarios().stream().map(Scenario::id).toList();
    long others =
        guide.stream()
            .filter(each -> !asked.contains(each.id()) && !report.leftOut().contains(each.name()))
            .count();
    var beyond = new ArrayList<View.Detail>();
    if (others > 0) {
      String words = Words.count(others, "scenario") + " of the guide";
      beyond.add(new View.Detail("Not asked for", words));
    }
    if (!report.leftOut().isEmpty()) {
      String slow = String.join("; ", report.leftOut());
      beyond.add(new View.Detail("Slow", slow + " (runs only if the tag filter names @slow)"));
    }
    return beyond;
  }

  private Map<String, String> cards(ProgressReport report, int longestOutput) {
    boolean ended = report.run().endedAt() != null;
    var names = new HashMap<String, String>();
    guide.forEach(each -> names.put(each.id(), each.name()));
    var view = new CardView(anchors, names, ended, longestOutput);
    var seen = new HashMap<String, Scenario>();
    report.scenarios().forEach(each -> seen.put(each.id(), each));
    var cards = new LinkedHashMap<String, String>();
    for (var planned : all(report)) {
      Scenario now = seen.get(planned.id());
      Made last = made.get(planned.id());
      if (last == null
          || last.ended() != ended
          || last.longestOutput() != longestOutput
          || !Objects.equals(last.seen(), now)) {
        String html = Templates.fill("scenario", Map.of("card", view.of(planned, now)));
        last = new Made(now, ended, longestOutput, html);
        made.put(planned.id(), last);
      }
      cards.put(planned.id(), last.html());
    }
    return cards;
  }

  private String body(Map<String, String> cards, Map<String, String> pictureHtml) {
    var body = new StringBuilder();
    var rest = new LinkedHashMap<>(cards);
    for (var feature : features) {
      body.append(introductions.computeIfAbsent(feature.file(), file -> introduction(feature)));
      String rule = "";
      for (var planned : guide) {
        if (!planned.file().equals(feature.file())) {
          continue;
        }
        var text = planned.text();
        if (!text.rule().equals(rule)) {
          rule = text.rule();
          body.append(rule.isEmpty() ? "" : rule(rule, text.ruleProse()));
        }
        append(body, rest.remove(planned.id()), pictureHtml.get(planned.id()));
      }
      body.append("</section>\n");
    }
    if (!rest.isEmpty()) {
      body.append(Templates.fill("others", Map.of()));
      rest.forEach((id, card) -> append(body, card, pictureHtml.get(id)));
      body.append("</section>\n");
    }
    return body.toString();
  }

  private static void append(StringBuilder body, @Nullable String card, @Nullable String pictures) {
    if (card != null) {
      body.append(card).append(pictures == null ? "" : pictures).append("</article>\n");
    }
  }

  /**
   * The pictures that each scenario has kept, by its id, carried within the page.
   *
   * @param room in bytes; what does not fit is left out, and is only linked
   */
  private Map<String, String> figures(ProgressReport report, int room) {
    var shown = new HashMap<String, String>();
    int left = room;
    for (var scenario : report.scenarios()) {
      for (String path : scenario.evidence()) {
        String figure = figures.computeIfAbsent(path, any -> figure(path, scenario.name()));
        if (!figure.isEmpty() && bytes(figure) <= left) {
          shown.merge(scenario.id(), figure, String::concat);
          left -= bytes(figure);
        }
      }
    }
    return shown;
  }

  private String figure(String path, String scenario) {
    byte[] content = path.endsWith(".png") ? evidence.apply(path).orElse(NONE) : NONE;
    // In the page three bytes become four signs.
    if (content.length == 0 || content.length > (LARGEST - REST_OF_A_FIGURE) / 4 * 3) {
      return "";
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    String source = "data:image/png;base64," + Base64.getEncoder().encodeToString(content);
    return Templates.fill(
        "picture", Map.of("path", path, "name", name, "scenario", scenario, "source", source));
  }

  private String introduction(FeatureText feature) {
    var prose = MarkdownText.markup(feature.prose());
    String anchor = anchors.of(feature.file());
    var values = Map.of("anchor", anchor, "title", feature.title(), "prose", prose);
    return Templates.fill("feature", values);
  }

  private String rule(String rule, String prose) {
    var values = Map.of("rule", rule, "prose", MarkdownText.markup(prose));
    return introductions.computeIfAbsent(
        rule + "\n" + prose, any -> Templates.fill("rule", values));
  }

  // The guide, and behind it what ran although the guide does not have it.
  private List<PlannedScenario> all(ProgressReport report) {
    var all = new ArrayList<>(guide);
    var known = guide.stream().map(PlannedScenario::id).toList();
    report.scenarios().stream()
        .filter(each -> !known.contains(each.id()))
        .map(
            each -> new PlannedScenario(each.id(), each.name(), each.section(), "", 0, each.tags()))
        .forEach(all::add);
    return all;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String hash(String text) {
    return Base64.getEncoder().encodeToString(Sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
