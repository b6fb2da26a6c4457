package kubetraining.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is changed in a certificate, in a single byte or in whole files, is found and named. */
final class TamperTest {
  private static final int LEAST = 200;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<JsonNode> OTHERS =
      List.of(NullNode.instance, TextNode.valueOf("x"), JSON.createArrayNode());
  @TempDir Path folder;
  private final Random lot = new Random(2026);
  private final List<String> missed = new ArrayList<>();
  private int changes;
  private SampleRun run;
  private Certificate certificate;
  private TreeMap<String, byte[]> files;
  private byte[] zip;

  @BeforeEach
  void certify() throws IOException {
    run = new SampleRun(folder.resolve("run"));
    certificate = run.certify();
    files = new TreeMap<>(BundleContents.read(certificate.folder()).files());
    zip = Files.readAllBytes(certificate.zip());
  }

  @Test
  void everyChangeInTheFolderIsFoundAndTheFileNamed() throws IOException {
    for (String name : List.copyOf(files.keySet())) {
      byte[] content = files.get(name);
      for (int i = 0; i < 5; i++) {
        int at = lot.nextInt(content.length);
        inFolder("flip in " + name, name, with(name, flipped(content, at)));
        inFolder("insert in " + name, name, with(name, inserted(content, at)));
        inFolder("delete in " + name, name, with(name, cut(content, at, at + 1)));
      }
      inFolder("append to " + name, name, with(name, inserted(content, content.length)));
      inFolder(
          "truncate " + name, name, with(name, cut(content, content.length / 2, content.length)));
      inFolder("empty " + name, name, with(name, new byte[0]));
      inFolder("remove " + name, name, without(name));
      var renamed = without(name);
      renamed.put(name + ".old", content);
      inFolder("rename " + name, name, renamed);
      inFolder("add beside " + name, name + ".more", with(name + ".more", content));
    }
    var names = List.copyOf(files.keySet());
    for (int i = 0; i + 1 < names.size(); i++) {
      var swapped = new TreeMap<>(files);
      swapped.put(names.get(i), files.get(names.get(i + 1)));
      swapped.put(names.get(i + 1), files.get(names.get(i)));
      // Without its manifest a bundle tells of no other file.
      String named = names.get(i + 1).equals("manifest.json") ? "manifest.json" : names.get(i);
      inFolder("swap " + names.get(i), named, swapped);
    }
    assertAllFound();
  }

  @Test
  void linksAndEmptyFoldersAreFoundToo() throws IOException {
    Path copy = unpack(files);
    Files.createDirectory(copy.resolve("evidence/empty"));
    check("an empty folder", "evidence/empty", copy);
    copy = unpack(without("progress.md"));
    Files.createSymbolicLink(
        copy.resolve("progress.md"), certificate.folder().resolve("progress.md"));
    check("a link", "progress.md", copy);
    assertThat(missed).isEmpty();
  }

  @Test
  void everyByteOfTheZipCountsAndTheFileIsNamedIfThereIsADirectoryToTell() throws IOException {
    for (int at = 0; at < zip.length; at += 1 + lot.nextInt(60)) {
      inZip("flip byte " + at, "", flipped(zip, at));
    }
    for (int i = 0; i < 50; i++) {
      int at = lot.nextInt(zip.length);
      inZip("delete byte " + at, "", cut(zip, at, at + 1));
      inZip("insert byte at " + at, "", inserted(zip, at));
      inZip("truncate to " + at, "", cut(zip, at, zip.length));
    }
    int directory =
        zip.length - 22 - files.keySet().stream().mapToInt(each -> 46 + length(each)).sum();
    int start = 0;
    for (var each : files.entrySet()) {
      int end = start + 30 + length(each.getKey()) + each.getValue().length;
      for (int at = start; at < end; at += 1 + lot.nextInt(80)) {
        inZip(Texts.of("flip byte %s of %s", at, each.getKey()), each.getKey(), flipped(zip, at));
      }
      start = end;
    }
    assertThat(start).isEqualTo(directory);
    assertAllFound();
  }

  @Test
  void whatProgramsThatUnpackPassOverIsFound() throws IOException {
    for (String name : files.keySet()) {
      inZip("without " + name, name, StoredZip.write(without(name)));
      inZip(
          "flipped, packed anew: " + name,
          name,
          StoredZip.write(with(name, flipped(files.get(name), 3))));
    }
    inZip("one more", "evil.txt", StoredZip.write(with("evil.txt", new byte[] {1})));
    inZip("up and out", "../evil.txt", StoredZip.write(with("../evil.txt", new byte[] {1})));
    inZip("from the root", "/etc/x", StoredZip.write(with("/etc/x", new byte[] {1})));
    inZip("data before", "the zip", joined(new byte[] {'P', 'K', 0, 0}, zip));
    inZip("data behind", "the zip", joined(zip, new byte[] {0}));
    inZip("a zip behind a zip", "", joined(zip, zip));
    inZip("packed by another program", "", packedByJava(0));
    inZip("packed with times", "", packedByJava(1_700_000_000_000L));
    inZip("nothing", "the zip", new byte[0]);
    String manifest = new String(files.get("manifest.json"), ISO_8859_1);
    for (String other : List.of("null", "{}", manifest.replace("\"sha256\"", "\"none\""))) {
      byte[] changed = StoredZip.write(with("manifest.json", other.getBytes(ISO_8859_1)));
      inZip("a manifest that says " + other, "manifest.json", changed);
    }
    inZip("twice", "progress.md", twice("progress.md"));
    assertThat(missed).isEmpty();
  }

  /** Somebody can write anything, and sign it: that is answered, and never fails. */
  @Test
  void whateverSignedJsonSaysInsteadIsJudged() throws IOException {
    var verifier = Verifier.plain().against(run.features());
    for (String name : List.of("manifest.json", "progress.json")) {
      JsonNode whole = JSON.readTree(files.get(name));
      var places = new ArrayList<JsonPointer>();
      places(whole, JsonPointer.empty(), places);
      for (JsonPointer place : places) {
        for (JsonNode other : OTHERS) {
          JsonNode changed = whole.deepCopy();
          set(changed.at(place.head()), place.last(), other);
          Path signed = unpack(signedAnew(name, JSON.writeValueAsBytes(changed)));
          try {
            verifier.verify(signed).inWords("it");
          } catch (RuntimeException e) {
            missed.add(Texts.of("%s at %s: %s %s", other, place, e, e.getStackTrace()[0]));
          }
        }
      }
    }
    assertThat(missed).isEmpty();
  }

  private TreeMap<String, byte[]> signedAnew(String name, byte[] content) throws IOException {
    var changed = with(name, content);
    if (!name.equals("manifest.json")) {
      JsonNode manifest = JSON.readTree(files.get("manifest.json"));
      for (JsonNode each : manifest.path("files")) {
        if (each.path("path").asText().equals(name)) {
          ((ObjectNode) each).put("size", content.length).put("sha256", Sha256.of(content));
        }
      }
      changed.put("manifest.json", JSON.writeValueAsBytes(manifest));
    }
    run.sign(changed);
    return changed;
  }

  private static void places(JsonNode node, JsonPointer here, List<JsonPointer> places) {
    node.fieldNames()
        .forEachRemaining(name -> places(node.get(name), here.appendProperty(name), places));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      places(node.get(i), here.appendIndex(i), places);
    }
    if (!here.matches()) {
      places.add(here);
    }
  }

  private static void set(JsonNode parent, JsonPointer last, JsonNode value) {
    if (parent instanceof ObjectNode object) {
      object.set(last.getMatchingProperty(), value);
    } else {
      ((ArrayNode) parent).set(last.getMatchingIndex(), value);
    }
  }

  private byte[] packedByJava(long time) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(bytes)) {
      for (var each : files.entrySet()) {
        var entry = new ZipEntry(each.getKey());
        entry.setTime(time);
        out.putNextEntry(entry);
        out.write(each.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** A second file of the same name, which some programs take and others do not. */
  private byte[] twice(String name) {
    String other = name.replace("progress.md", "progress.mx");
    byte[] packed = StoredZip.write(with(other, new byte[] {'x'}));
    return new String(packed, ISO_8859_1).replace(other, name).getBytes(ISO_8859_1);
  }

  private void inFolder(String what, String name, Map<String, byte[]> changed) throws IOException {
    check(what, name, unpack(changed));
  }

  private void inZip(String what, String name, byte[] changed) throws IOException {
    check(what, name, Files.write(folder.resolve("changed.zip"), changed));
  }

  private void check(String what, String name, Path place) {
    changes++;
    Verification seen = Verifier.plain().verify(place);
    if (seen.attested()
        || seen.findings().stream().noneMatch(each -> each.toString().contains(name))) {
      missed.add(Texts.of("%s: %s", what, seen.findings()));
    }
  }

  private void assertAllFound() {
    assertThat(missed)
        .as("of %d changes those that were not found, or not named", changes)
        .isEmpty();
    assertThat(changes).isGreaterThanOrEqualTo(LEAST);
  }

  private static int length(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  private Path unpack(Map<String, byte[]> contents) throws IOException {
    Path copy = folder.resolve("copy");
    WholeFile.delete(copy);
    for (var each : contents.entrySet()) {
      Path file = copy.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
    return copy;
  }

  private TreeMap<String, byte[]> with(String name, byte[] content) {
    var changed = new TreeMap<>(files);
    changed.put(name, content);
    return changed;
  }

  private TreeMap<String, byte[]> without(String name) {
    var changed = new TreeMap<>(files);
    changed.remove(name);
    return changed;
  }

  private byte[] flipped(byte[] content, int at) {
    byte[] changed = content.clone();
    changed[at] ^= (byte) (1 << lot.nextInt(8));
    return changed;
  }

  private byte[] inserted(byte[] content, int at) {
    return joined(
        joined(Arrays.copyOf(content, at), new byte[] {(byte) lot.nextInt(256)}),
        Arrays.copyOfRange(content, at, content.length));
  }

  private static byte[] cut(byte[] content, int from, int to) {
    return joined(Arrays.copyOf(content, from), Arrays.copyOfRange(content, to, content.length));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
