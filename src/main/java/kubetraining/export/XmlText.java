package kubetraining.export;

import java.io.ByteArrayOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** An XML document in the making, which any text may go into, whatever a terminal has printed. */
final class XmlText {
  private static final int REPLACEMENT = 0xFFFD;
  private final Document document = document();

  Element root(String name) {
    var root = document.createElement(name);
    document.appendChild(root);
    return root;
  }

  Element child(Element parent, String name) {
    var child = document.createElement(name);
    parent.appendChild(child);
    return child;
  }

  void attribute(Element element, String name, String value) {
    element.setAttribute(name, clean(value));
  }

  void text(Element element, String text) {
    element.setTextContent(clean(text));
  }

  byte[] written() {
    try {
      var transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.INDENT, "yes");
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      document.setXmlStandalone(true);
      var bytes = new ByteArrayOutputStream();
      transformer.transform(new DOMSource(document), new StreamResult(bytes));
      return bytes.toByteArray();
    } catch (TransformerException e) {
      throw new IllegalStateException("this Java cannot write an XML document", e);
    }
  }

  /** The text without what XML 1.0 has no way to write, such as the colours of a terminal. */
  static String clean(String text) {
    if (text.codePoints().allMatch(XmlText::allowed)) {
      return text;
    }
    var clean = new StringBuilder(text.length());
    text.codePoints().forEach(each -> clean.appendCodePoint(allowed(each) ? each : REPLACEMENT));
    return clean.toString();
  }

  private static boolean allowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java cannot make an XML document", e);
    }
  }
}
