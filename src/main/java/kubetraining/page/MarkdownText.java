package kubetraining.page;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kubetraining.host.Texts;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
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
          .attributeProviderFactory(
              context -> (node, tag, attributes) -> mark(node, tag, attributes))
          .build();

  private MarkdownText() {}

  static String html(String markdown) {
    return RENDERER.render(PARSER.parse(markdown));
  }

  /** The same for a template, which does not escape it again. */
  static TemplateHTMLOutputModel markup(String markdown) {
    return Templates.markup(html(markdown));
  }

  /**
   * Only the paragraphs that tell what to do when something goes wrong; empty if there are none.
   */
  static String hints(String markdown) {
    var html = new StringBuilder();
    for (var node = PARSER.parse(markdown).getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Paragraph paragraph && "hint".equals(kind(paragraph))) {
        html.append(RENDERER.render(node));
      }
    }
    return html.toString();
  }

  private static void mark(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Paragraph paragraph && tag.equals("p") && !kind(paragraph).isEmpty()) {
      attributes.put("class", kind(paragraph));
    }
  }

  // The guide begins such paragraphs with words in bold: **If it fails**, **Erratum E7.**
  private static String kind(Paragraph paragraph) {
    if (!(paragraph.getFirstChild() instanceof StrongEmphasis strong)) {
      return "";
    }
    String words = words(strong);
    if (words.startsWith("Erratum")) {
      return "erratum";
    }
    return words.startsWith("If ") ? "hint" : "";
  }

  private static String words(Node node) {
    var words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }
        });
    return words.toString();
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
        out.text(Texts.of("[%s: %s]", words(image), image.getDestination()));
        return;
      }
      out.line();
      out.tag("p", Map.of("class", "heading"));
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
      out.tag("/p");
      out.line();
    }
  }
}
