package kubetraining.guide;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Every command and every claim of the 2018 tutorial, in order, and what of the guide covers it.
 */
record Coverage(List<Entry> entries) {
  private static final Pattern LABEL = Pattern.compile("E[1-9]\\d*");
  private static final String HEAD =
      """
      # What is covered

      Every command of the 2018 tutorial, as printed there, and every claim it makes, in our words. Beside each are the
      scenarios that run or show it, or the [erratum](errata.md) that says why you should no longer type it.

      Generated from `features/` and `src/test/resources/kubetraining/guide/coverage.yaml` by `%s`; make changes there.
      """;

  /**
   * One thing that the 2018 tutorial says.
   *
   * @param section where it says it, as in {@code section-3}
   * @param command whether it is a command, as printed there, or a claim, in our words
   * @param by names of scenarios, and labels of errata such as {@code E7}
   */
  record Entry(String section, boolean command, String text, List<String> by) {
    private String said() {
      return command ? "`" + text.replace("|", "\\|") + "`" : Markdown.cell(text);
    }

    @Override
    public String toString() {
      return Texts.of("%s, %s: %s", section, command ? "command" : "claim", text);
    }
  }

  private record Line(
      @Nullable String command, @Nullable String claim, @Nullable List<String> by) {}

  /**
   * Reads the list: by section, entries with either {@code command} or {@code claim}.
   *
   * @throws GuideException if it is not made so
   */
  static Coverage parse(String yaml) {
    var entries = new ArrayList<Entry>();
    try {
      new YAMLMapper()
          .readValue(yaml, new TypeReference<LinkedHashMap<String, List<Line>>>() {})
          .forEach((section, lines) -> lines.forEach(line -> entries.add(entry(section, line))));
    } catch (JsonProcessingException e) {
      throw new GuideException("the list of what is covered cannot be read: " + e.getMessage());
    }
    return new Coverage(entries);
  }

  private static Entry entry(String section, Line line) {
    var by = Objects.requireNonNullElse(line.by(), List.<String>of());
    if ((line.command() == null) == (line.claim() == null)) {
      throw new GuideException(
          Texts.of("an entry of %s is not either a command or a claim", section));
    }
    return line.command() != null
        ? new Entry(section, true, line.command(), by)
        : new Entry(section, false, String.valueOf(line.claim()), by);
  }

  /**
   * What is wrong with the list, in the words of who has to mend it. Of a section that the guide
   * does not have yet nothing is expected.
   */
  List<String> problems(Guide guide, Errata errata) {
    var uncovered = new ArrayList<String>();
    var unknown = new ArrayList<String>();
    for (Entry entry : entries) {
      if (guide.catalogue().sections().containsKey(entry.section())) {
        if (entry.by().isEmpty()) {
          uncovered.add("not covered: " + entry);
        }
        for (String name : entry.by()) {
          int found = isLabel(name) ? (errata.has(name) ? 1 : 0) : guide.files(name).size();
          if (found != 1) {
            String what = found == 0 ? "no scenario or erratum" : "several scenarios";
            unknown.add(Texts.of("%s '%s': %s", what, name, entry));
          }
        }
      }
    }
    uncovered.addAll(unknown);
    return uncovered;
  }

  /** Whether this is the label of an erratum and not the name of a scenario. */
  static boolean isLabel(String name) {
    return LABEL.matcher(name).matches();
  }

  /** The commands as they are printed in the 2018 tutorial, by section. */
  Map<String, List<String>> commands() {
    return entries.stream()
        .filter(Entry::command)
        .collect(groupingBy(Entry::section, mapping(Entry::text, toList())));
  }

  /** What is covered, as a document. */
  String text(Guide guide, Errata errata) {
    var text = new StringBuilder(Texts.of(HEAD, GeneratedDocs.COMMAND));
    String section = "";
    for (Entry each : entries) {
      if (!each.section().equals(section)) {
        section = each.section();
        String title =
            guide
                .catalogue()
                .sections()
                .getOrDefault(section, Markdown.number(section) + ". To come");
        String table = "\n## %s\n\n| In the 2018 tutorial | Covered by |\n| --- | --- |\n";
        text.append(Texts.of(table, title));
      }
      var by = each.by().stream().map(name -> link(name, guide, errata));
      text.append(Texts.of("| %s | %s |\n", each.said(), by.collect(joining("<br>"))));
    }
    return text.toString();
  }

  private static String link(String name, Guide guide, Errata errata) {
    var erratum = errata.all().stream().filter(each -> each.label().equals(name)).findFirst();
    if (erratum.isPresent()) {
      String title = Markdown.cell(errata.title(erratum.get()));
      return Texts.of("[%1$s](errata.md#%1$s): %2$s", name, title);
    }
    var files = guide.files(name);
    String shown = Markdown.cell(name);
    return files.isEmpty() ? shown : Texts.of("[%s](../features/%s)", shown, files.get(0));
  }
}
