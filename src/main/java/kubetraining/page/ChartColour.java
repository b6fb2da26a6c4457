package kubetraining.page;

import java.awt.Color;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The colours of charts. What is drawn names them instead of holding them, so that a style sheet
 * decides how each looks in light and in dark. The values only tell them apart while drawing; they
 * must be none for which SVG has a word.
 */
enum ChartColour {
  WORDS(0x1D2431),
  GRID(0xDDE1E7),
  MOMENT(0x68717E),
  LINE_1(0x0072B2),
  LINE_2(0xC04F00),
  LINE_3(0x00795A),
  LINE_4(0x7A4B94),
  LINE_5(0x6B6300);

  private static final Map<String, ChartColour> BY_VALUE =
      Stream.of(values()).collect(Collectors.toMap(ChartColour::inSvg, each -> each));
  private final Color colour;

  ChartColour(int rgb) {
    colour = new Color(rgb);
  }

  Color colour() {
    return colour;
  }

  /** Puts the names of the colours in place of their values, in an element and all within it. */
  static void name(Element element) {
    var names = new StringBuilder(element.getAttribute("class"));
    for (String use : new String[] {"fill", "stroke"}) {
      ChartColour known = BY_VALUE.get(element.getAttribute(use));
      if (known != null) {
        element.removeAttribute(use);
        names.append(names.isEmpty() ? "" : " ").append(use).append('-').append(known.cssName());
      }
    }
    if (!names.isEmpty()) {
      element.setAttribute("class", names.toString());
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        name(inner);
      }
    }
  }

  private String cssName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String inSvg() {
    return Texts.of("rgb(%d,%d,%d)", colour.getRed(), colour.getGreen(), colour.getBlue());
  }
}
