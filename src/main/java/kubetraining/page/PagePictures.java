package kubetraining.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kubetraining.report.ProgressReport;

/** Pictures that scenarios have kept, carried within the page as long as there is room. */
final class PagePictures {
  private static final int REST_OF_A_FIGURE = 2000;
  private static final byte[] NONE = {};
  private final Function<String, Optional<byte[]>> evidence;
  private final Map<String, String> made = new HashMap<>();

  PagePictures(Function<String, Optional<byte[]>> evidence) {
    this.evidence = evidence;
  }

  /**
   * The figures of each scenario that has some, by its id.
   *
   * @param room in bytes; what does not fit is left out, and is only linked
   */
  Map<String, String> of(ProgressReport report, int room) {
    var figures = new LinkedHashMap<String, String>();
    int left = room;
    for (var scenario : report.scenarios()) {
      var all = new ArrayList<String>();
      for (String path : scenario.evidence()) {
        String figure = made.computeIfAbsent(path, any -> figure(path, scenario.name()));
        int size = figure.getBytes(StandardCharsets.UTF_8).length;
        if (!figure.isEmpty() && size <= left) {
          all.add(figure);
          left -= size;
        }
      }
      if (!all.isEmpty()) {
        figures.put(scenario.id(), String.join("", all));
      }
    }
    return figures;
  }

  private String figure(String path, String scenario) {
    byte[] content = path.endsWith(".png") ? evidence.apply(path).orElse(NONE) : NONE;
    // In the page three bytes become four signs.
    if (content.length == 0 || content.length > (Page.LARGEST - REST_OF_A_FIGURE) / 4 * 3) {
      return "";
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    String source = "data:image/png;base64," + Base64.getEncoder().encodeToString(content);
    return Templates.fill(
        "picture", Map.of("path", path, "name", name, "scenario", scenario, "source", source));
  }
}
