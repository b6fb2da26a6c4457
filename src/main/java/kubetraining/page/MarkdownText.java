package kubetraining.page;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kubetraining.host.Texts;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/** The prose of the guide as HTML. Tags within the prose are shown as they are written. */
final class MarkdownText {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(List.of(TablesExtension.create()))
          .escapeHtml(true)
          .sanitizeUrls(true)
          .nodeRendererFactory(Tame::new)
          .build();

  private MarkdownText() {}

  static String html(String markdown) {
    // The guide begins some paragraphs with words in bold: **If it fails**, **Erratum E7.**
    return RENDERER
        .render(PARSER.parse(markdown))
        .replace("<p><strong>If ", "<p class=\"hint\"><strong>If ")
        .replace("<p><strong>Erratum", "<p class=\"erratum\"><strong>Erratum");
  }

  /** The same for a template, which does not escape it again. */
  static TemplateHTMLOutputModel markup(String markdown) {
    return Templates.markup(html(markdown));
  }

  /** Keeps the prose from loading pictures, and from breaking the order of the page's headings. */
  private record Tame(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Image.class, Heading.class);
    }

    @Override
    public void render(Node node) {
      var out = context.getWriter();
      if (node instanceof Image image) {
        out.text("[");
        renderWithin(image);
        out.text(Texts.of(": %s]", image.getDestination()));
        return;
      }
      out.line();
      out.tag("p", Map.of("class", "heading"));
      renderWithin(node);
      out.tag("/p");
      out.line();
    }

    private void renderWithin(Node node) {
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
    }
  }
}
