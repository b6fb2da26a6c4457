package kubetraining.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import kubetraining.host.Texts;

/** The rules of axe-core on the page that a browser shows. */
public final class Axe {
  private final Chrome chrome;
  private final String script;

  public Axe(Chrome chrome) {
    this.chrome = chrome;
    this.script = Texts.file(Axe.class, "/axe.min.js");
  }

  /** What a part of the page violates, in words; empty for nothing. */
  public List<String> violations(String selector) {
    if (chrome.eval("typeof axe === 'undefined'").asBoolean()) {
      chrome.eval(script + "; 0");
    }
    JsonNode seen =
        chrome.eval(
            Texts.of(
                """
            axe.run(%s, {resultTypes: ['violations'], elementRef: false}).then(seen => seen.violations.map(
              each => each.id + ': ' + each.help + ' ' + each.nodes.slice(0, 4).map(
                node => node.target + ' ' + node.failureSummary).join(' | ')))
            """,
                Chrome.quoted(selector)));
    var violations = new ArrayList<String>();
    seen.forEach(each -> violations.add(each.asText()));
    return violations;
  }
}
