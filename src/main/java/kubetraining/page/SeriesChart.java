package kubetraining.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import kubetraining.host.Texts;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
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
  private static final int WIDTH = 760;
  private static final int PANEL = 150;
  private static final int REST = 78;
  private static final Font WORDS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final List<ChartColour> LINES =
      List.copyOf(EnumSet.range(ChartColour.LINE_1, ChartColour.LINE_5));

  static {
    // Otherwise what is written upwards becomes shapes, which nobody can read out or search.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private SeriesChart() {}

  /** The picture as the text of an SVG file, with its own colours for light and for dark. */
  public static String svg(SeriesPicture picture) {
    Element root = drawn(picture, "chart");
    Document document = root.getOwnerDocument();
    root.insertBefore(
        text(document, "style", Templates.file("chart.css")),
        root.getFirstChild().getNextSibling());
    return written(root);
  }

  /**
   * The picture as a part of a page that has the colours of charts.
   *
   * @param name tells its parts from those of other pictures of the page
   */
  static String inline(SeriesPicture picture, String name) {
    return written(drawn(picture, name));
  }

  private static Element drawn(SeriesPicture picture, String name) {
    var size = new Dimension(WIDTH, REST + PANEL * picture.panels().size());
    Document document = document();
    var context = SVGGeneratorContext.createDefault(document);
    context.setComment("");
    context.setIDGenerator(
        new SVGIDGenerator() {
          @Override
          public String generateID(String prefix) {
            return name + "-" + super.generateID(prefix);
          }
        });
    var canvas = new SVGGraphics2D(context, false);
    canvas.setSVGCanvasSize(size);
    chart(picture).draw(canvas, new Rectangle2D.Double(0, 0, size.width, size.height));
    Element root = canvas.getRoot();
    ChartColour.name(root);
    root.setAttribute("class", "chart");
    root.setAttribute("viewBox", Texts.of("0 0 %d %d", size.width, size.height));
    root.setAttribute("role", "img");
    root.insertBefore(text(document, "desc", picture.description()), root.getFirstChild());
    root.insertBefore(text(document, "title", picture.title()), root.getFirstChild());
    return root;
  }

  private static JFreeChart chart(SeriesPicture picture) {
    var time = axis("seconds");
    time.setAutoRangeIncludesZero(false);
    var plot = new CombinedDomainXYPlot(time);
    plot.setGap(14);
    int lines = 0;
    for (var panel : picture.panels()) {
      plot.add(plot(panel, lines));
      lines += panel.lines().size();
    }
    mark(plot, picture);
    var chart = new JFreeChart(null, WORDS, plot, true);
    chart.setBackgroundPaint(null);
    chart.getLegend().setItemFont(WORDS);
    chart.getLegend().setItemPaint(ChartColour.WORDS.colour());
    chart.getLegend().setBackgroundPaint(null);
    chart.getLegend().setFrame(BlockBorder.NONE);
    return chart;
  }

  private static void mark(CombinedDomainXYPlot plot, SeriesPicture picture) {
    var range = plot.getDataRange(plot.getDomainAxis());
    double middle = range == null ? Double.NaN : range.getCentralValue();
    boolean first = true;
    for (XYPlot panel : plot.getSubplots()) {
      if (first) {
        // Room for the names above the lines.
        panel.getRangeAxis().setUpperMargin(0.2);
      }
      for (var moment : picture.moments()) {
        panel.addDomainMarker(marker(moment, moment.seconds() > middle, first));
      }
      first = false;
    }
  }

  private static XYPlot plot(SeriesPicture.Panel panel, int linesAbove) {
    var plot = new XYPlot();
    plot.setRangeAxis(axis(panel.scale()));
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(ChartColour.GRID.colour());
    plot.setRangeGridlineStroke(new BasicStroke(1f));
    for (int i = 0; i < panel.lines().size(); i++) {
      add(plot, i, panel.lines().get(i), LINES.get((linesAbove + i) % LINES.size()));
    }
    return plot;
  }

  private static void add(XYPlot plot, int index, SeriesPicture.Line line, ChartColour colour) {
    var series = new XYSeries(line.name(), false, true);
    line.points().forEach(point -> series.add(point.seconds(), point.value()));
    var renderer = line.steps() ? new XYStepRenderer() : new XYLineAndShapeRenderer(true, false);
    renderer.setSeriesPaint(0, colour.colour());
    renderer.setSeriesStroke(0, stroke(index));
    renderer.setDefaultLegendShape(new Rectangle2D.Double(-12, -1, 24, 2));
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

  // Its name stands on the side where there is more room, or it would be cut off at the edge.
  private static ValueMarker marker(SeriesPicture.Moment moment, boolean late, boolean named) {
    var marker =
        new ValueMarker(moment.seconds(), ChartColour.MOMENT.colour(), new BasicStroke(1f));
    if (!named) {
      return marker;
    }
    marker.setLabel(moment.name());
    marker.setLabelFont(WORDS);
    marker.setLabelPaint(ChartColour.WORDS.colour());
    marker.setLabelAnchor(late ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
    marker.setLabelTextAnchor(late ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT);
    marker.setLabelBackgroundColor(new Color(0, 0, 0, 0));
    return marker;
  }

  private static NumberAxis axis(String label) {
    var axis = new NumberAxis(label);
    axis.setLabelFont(WORDS);
    axis.setLabelPaint(ChartColour.WORDS.colour());
    axis.setTickLabelFont(WORDS);
    axis.setTickLabelPaint(ChartColour.WORDS.colour());
    axis.setAxisLinePaint(ChartColour.GRID.colour());
    axis.setTickMarkPaint(ChartColour.GRID.colour());
    axis.setAutoRangeIncludesZero(true);
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
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
