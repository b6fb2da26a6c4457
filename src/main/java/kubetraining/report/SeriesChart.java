package kubetraining.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Draws a series as SVG, which every browser shows and which carries its own description. */
public final class SeriesChart {
  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final int WIDTH = 960;
  private static final int PANEL = 190;
  private static final int REST = 110;
  // Told apart by those who do not see all colours, too.
  private static final List<Color> COLOURS =
      List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0x7A4B94));
  private static final Font WORDS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  static {
    // Otherwise what is written upwards becomes shapes, which nobody can read out or search.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private SeriesChart() {}

  /** The picture as the text of an SVG file. */
  public static String svg(SeriesPicture picture) {
    var size = new Dimension(WIDTH, REST + PANEL * picture.panels().size());
    Document document = document();
    var canvas = new SVGGraphics2D(document);
    canvas.setSVGCanvasSize(size);
    chart(picture).draw(canvas, new Rectangle2D.Double(0, 0, size.width, size.height));
    Element root = canvas.getRoot();
    root.setAttribute("viewBox", "0 0 %d %d".formatted(size.width, size.height));
    root.setAttribute("role", "img");
    root.insertBefore(text(document, "desc", picture.description()), root.getFirstChild());
    root.insertBefore(text(document, "title", picture.title()), root.getFirstChild());
    return written(root);
  }

  private static JFreeChart chart(SeriesPicture picture) {
    var time = axis("seconds");
    time.setAutoRangeIncludesZero(false);
    var plot = new CombinedDomainXYPlot(time);
    plot.setGap(12);
    picture.panels().forEach(panel -> plot.add(plot(panel, picture.moments())));
    var chart = new JFreeChart(picture.title(), WORDS.deriveFont(Font.BOLD, 14f), plot, true);
    chart.setBackgroundPaint(Color.WHITE);
    chart.getLegend().setItemFont(WORDS);
    return chart;
  }

  private static XYPlot plot(SeriesPicture.Panel panel, List<SeriesPicture.Moment> moments) {
    var plot = new XYPlot();
    plot.setRangeAxis(axis(panel.scale()));
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    for (int i = 0; i < panel.lines().size(); i++) {
      add(plot, i, panel.lines().get(i));
    }
    moments.forEach(moment -> plot.addDomainMarker(marker(moment)));
    return plot;
  }

  private static void add(XYPlot plot, int index, SeriesPicture.Line line) {
    var series = new XYSeries(line.name(), false, true);
    line.points().forEach(point -> series.add(point.seconds(), point.value()));
    var renderer = line.steps() ? new XYStepRenderer() : new XYLineAndShapeRenderer(true, false);
    renderer.setSeriesPaint(0, COLOURS.get(index % COLOURS.size()));
    renderer.setSeriesStroke(0, stroke(index));
    plot.setDataset(index, new XYSeriesCollection(series));
    plot.setRenderer(index, renderer);
  }

  // The second line of a panel is broken, so that it shows where it runs on top of the first.
  private static BasicStroke stroke(int index) {
    return index == 0
        ? new BasicStroke(2f)
        : new BasicStroke(
            2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {6f, 4f}, 0f);
  }

  private static ValueMarker marker(SeriesPicture.Moment moment) {
    var marker = new ValueMarker(moment.seconds(), Color.DARK_GRAY, new BasicStroke(1f));
    marker.setLabel(moment.name());
    marker.setLabelFont(WORDS);
    marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
    marker.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
    marker.setLabelBackgroundColor(Color.WHITE);
    return marker;
  }

  private static NumberAxis axis(String label) {
    var axis = new NumberAxis(label);
    axis.setLabelFont(WORDS);
    axis.setTickLabelFont(WORDS);
    axis.setAutoRangeIncludesZero(true);
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    return axis;
  }

  private static Document document() {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().getDOMImplementation().createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java cannot make an XML document", e);
    }
  }

  private static Element text(Document document, String name, String words) {
    var element = document.createElementNS(SVG, name);
    element.setTextContent(words);
    return element;
  }

  private static String written(Element root) {
    try {
      var transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      var writer = new StringWriter();
      transformer.transform(new DOMSource(root), new StreamResult(writer));
      return writer.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("this Java cannot write an XML document", e);
    }
  }
}
