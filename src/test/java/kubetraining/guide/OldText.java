package kubetraining.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** the 2018 tutorial itself, as far as a program can read it: its commands, by section. */
final class OldText {
  private static final Pattern SECTION = Pattern.compile("^## ([1-9])\\..*");
  private static final Pattern HEADING = Pattern.compile("^## .*");
  private static final Pattern INDENTED = Pattern.compile("^ {4,}\\S.*");

  private OldText() {}

  /** Every line that is indented or fenced, without the space around it. */
  static Map<String, List<String>> commands(List<String> lines) {
    var commands = new LinkedHashMap<String, List<String>>();
    String section = "";
    boolean fenced = false;
    for (String line : lines) {
      var heading = SECTION.matcher(line);
      if (heading.matches()) {
        section = "section-" + heading.group(1);
      } else if (HEADING.matcher(line).matches()) {
        section = "";
      }
      boolean fence = line.startsWith("```");
      if (!fence && !line.isBlank() && (fenced || INDENTED.matcher(line).matches())) {
        commands.computeIfAbsent(section, any -> new ArrayList<>()).add(line.strip());
      }
      fenced = fence != fenced;
    }
    return commands;
  }
}
