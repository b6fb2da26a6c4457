package kubetraining.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import kubetraining.page.SeriesPicture.Line;
import kubetraining.page.SeriesPicture.Moment;
import kubetraining.page.SeriesPicture.Panel;
import kubetraining.page.SeriesPicture.Point;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

final class SeriesChartTest {
  private static final SeriesPicture PICTURE =
      new SeriesPicture(
          "Pods follow the load",
          "From 2 to 10 pods & back, in <100> seconds.",
          List.of(
              new Panel("visits/s", List.of(line("served", false, 250))),
              new Panel("pods", List.of(line("wanted", true, 10), line("Ready", true, 8)))),
          List.of(new Moment("load begins", 20), new Moment("load ends", 80)));

  private static Line line(String name, boolean steps, int most) {
    return new Line(
        name,
        steps,
        IntStream.range(0, 50)
            .mapToObj(i -> new Point(2 * i, i > 10 && i < 40 ? most : 2))
            .toList());
  }

  private static Document parsed(String svg) throws Exception {
    var bytes = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(bytes);
  }

  @Test
  void itIsAPictureThatDescribesItselfInWordsAndOurDigits() throws Exception {
    String text = SeriesChart.svg(PICTURE);
    assertThat(text)
        .contains(">visits/s<", ">pods<", ">seconds<", ">served<", ">wanted<", ">Ready<")
        .contains(">load begins<", ">load ends<", ">80<", ">100<")
        .matches("\\p{ASCII}*");
    var root = parsed(text).getDocumentElement();
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 760 378");
    assertThat(root.getFirstChild().getNodeName()).as("the first, for readers").isEqualTo("title");
    assertThat(root.getFirstChild().getTextContent()).isEqualTo("Pods follow the load");
    assertThat(root.getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo("From 2 to 10 pods & back, in <100> seconds.");
  }

  @Test
  void aSeriesOfNothingIsDrawn() {
    var empty = List.of(new Panel("pods", List.of(new Line("Ready", true, List.of()))));
    assertThat(SeriesChart.svg(new SeriesPicture("Nothing", "Nothing was seen.", empty, List.of())))
        .contains("Nothing was seen.");
  }
}
