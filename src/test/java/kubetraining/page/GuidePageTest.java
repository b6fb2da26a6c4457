package kubetraining.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import kubetraining.guide.FeatureCatalogue;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

final class GuidePageTest {
  private final FeatureCatalogue guide = FeatureCatalogue.read(Path.of("features"));
  private final GuidePage pages =
      new GuidePage(guide.features(), guide.scenarios(), List.of("node1", "node4"));

  @Test
  void eachSectionShowsAllOfItsCommandsToTheByte() {
    for (String section :
        guide.features().stream().map(each -> each.section()).distinct().toList()) {
      var printed =
          guide.scenarios().stream()
              .filter(each -> each.section().equals(section))
              .flatMap(each -> each.text().steps().stream())
              .map(each -> each.docString())
              .filter(each -> !each.isEmpty())
              .toList();

      var shown = Jsoup.parse(pages.html(section, "n")).select(".steps pre code");

      assertThat(shown.stream().map(Element::wholeText)).containsExactlyElementsOf(printed);
    }
  }

  @Test
  void whatTheTraineeTypesHasItsMachineAndOtherTextsHaveNoButton() {
    var page = Jsoup.parse(pages.html("section-3", "n"));

    var typed = page.select(".steps li:has(button)");

    assertThat(typed).isNotEmpty();
    assertThat(typed.eachText()).allMatch(each -> each.contains("the trainee "));
    assertThat(page.select("[data-do=paste]").eachAttr("data-machine")).containsOnly("node1");
  }

  @Test
  void itHasOneHeadOfEachKindAndNoScriptOrStyleWithin() {
    var page = Jsoup.parse(pages.html("section-3", "n"));

    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("[aria-current=page]").eachAttr("href")).containsExactly("section-3");
    assertThat(page.select("style, [style], [onclick], script:not([src])")).isEmpty();
    assertThat(page.select("[src], link[href]").eachAttr("abs:href"))
        .noneMatch(each -> each.startsWith("http"));
  }
}
