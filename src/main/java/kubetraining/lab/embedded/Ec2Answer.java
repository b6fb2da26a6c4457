package kubetraining.lab.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import kubetraining.host.Texts;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An answer of the EC2 API, or a part of one: elements found by the path of their names. */
final class Ec2Answer {
  private final Element element;

  private Ec2Answer(Element element) {
    this.element = element;
  }

  static Ec2Answer parse(byte[] xml) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return new Ec2Answer(builder.parse(new ByteArrayInputStream(xml)).getDocumentElement());
    } catch (SAXException e) {
      throw new Ec2CallException("the EC2 API answered something that is not XML", e);
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("no XML parser that can read answers of the EC2 API", e);
    }
  }

  /** The parts under the path, for instance the items of {@code reservationSet/item}. */
  List<Ec2Answer> all(String path) {
    List<Element> found = List.of(element);
    for (String name : path.split("/")) {
      var next = new ArrayList<Element>();
      found.forEach(parent -> next.addAll(children(parent, name)));
      found = next;
    }
    return found.stream().map(Ec2Answer::new).toList();
  }

  /** The text under the path; empty if it is absent or blank. */
  Optional<String> text(String path) {
    return all(path).stream()
        .map(part -> part.element.getTextContent().strip())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /** As {@link #text}, of something that the API always says. */
  String required(String path) {
    return text(path)
        .orElseThrow(
            () ->
                new Ec2CallException(
                    Texts.of("the EC2 API's %s has no %s", element.getTagName(), path)));
  }

  private static List<Element> children(Element parent, String name) {
    var children = new ArrayList<Element>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element candidate && candidate.getTagName().equals(name)) {
        children.add(candidate);
      }
    }
    return children;
  }
}
