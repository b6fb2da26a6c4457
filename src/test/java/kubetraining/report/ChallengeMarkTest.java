package kubetraining.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** A file with the word in it is still what it was, to whoever reads such files. */
final class ChallengeMarkTest {
  private static final ChallengeMark MARK = new ChallengeMark("grüner -- Reiher");
  private static final ChallengeMark NONE = new ChallengeMark("");

  @Test
  void anObjectHasAField() throws IOException {
    var json = new ObjectMapper().readTree(MARK.on("usage.json", "{\"kind\": \"NodeList\"}"));

    assertThat(json.at("/kind").asText()).isEqualTo("NodeList");
    assertThat(json.at("/challenge").asText()).isEqualTo("grüner -- Reiher");
  }

  @Test
  void objectsInYamlHaveAComment() {
    String yaml = MARK.on("objects.yaml", "kind: Pod\n---\nkind: Node\n");

    assertThat(yaml).startsWith("# challenge: grüner -- Reiher\n");
    String pod = MARK.on("pod.yaml", "kind: Pod\n");
    assertThat(new KubernetesSerialization().unmarshal(pod, Object.class))
        .isEqualTo(Map.of("kind", "Pod"));
  }

  @Test
  void aDrawingHasMetadata() throws Exception {
    String svg =
        MARK.on(
            "a.svg",
            "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"\n width=\"1\"><g/></svg>");
    var root =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)))
            .getDocumentElement();

    assertThat(root.getFirstChild().getNodeName()).isEqualTo("metadata");
    assertThat(root.getFirstChild().getTextContent()).isEqualTo("challenge: grüner -- Reiher");
    assertThat(root.getLastChild().getNodeName()).isEqualTo("g");
  }

  @Test
  void aPictureHasATextOfItsOwnAndTheSamePoints() throws IOException {
    var points = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    points.setRGB(1, 0, 0x123456);
    var png = new ByteArrayOutputStream();
    assertThat(ImageIO.write(points, "png", png)).isTrue();

    byte[] marked = MARK.on("page-1.png", png.toByteArray());

    var reader = ImageIO.getImageReadersByFormatName("png").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(marked)));
    assertThat(reader.read(0).getRGB(1, 0) & 0xffffff).isEqualTo(0x123456);
    var texts = reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
    var entry =
        ((org.w3c.dom.Element) texts).getElementsByTagName("iTXtEntry").item(0).getAttributes();
    assertThat(entry.getNamedItem("keyword").getNodeValue()).isEqualTo("Comment");
    assertThat(entry.getNamedItem("text").getNodeValue()).isEqualTo("challenge: grüner -- Reiher");
  }

  @Test
  void aPictureThatIsNoneAndARunWithoutAWordStayAsTheyAre() {
    byte[] none = {1, 2, 3};
    assertThat(MARK.on("page-1.png", none)).isEqualTo(none);
    for (String name : new String[] {"a.txt", "a.json", "a.csv", "a.svg", "a.yaml"}) {
      assertThat(NONE.on(name, "{}")).isEqualTo("{}");
    }
    assertThat(NONE.on("a.png", none)).isEqualTo(none);
  }

  @Test
  void aTextHasItAtTheTopAndSoHasJsonThatWasShortenedOrIsNoObject() {
    for (String name : List.of("terminal.txt", "driver.log", "logs/pod/container", "")) {
      assertThat(MARK.on(name, "Pi is\n")).isEqualTo("[challenge: grüner -- Reiher]\nPi is\n");
    }
    assertThat(MARK.on("usage.json", "{\"kind\": \"No\n[... short")).startsWith("[challenge: ");
    assertThat(MARK.on("usage.json", "no answer")).startsWith("[challenge: ");
  }

  @Test
  void aTableHasAColumn() {
    assertThat(MARK.on("a.csv", "time,pods\n1,2\n3,\"two\nlines\"\n"))
        .isEqualTo(
            "time,pods,challenge: W\n1,2,W\n3,\"two\nlines\",W\n".replace("W", "grüner -- Reiher"));
    assertThat(MARK.on("a.csv", "time\n1")).endsWith("\n1,grüner -- Reiher");
  }
}
