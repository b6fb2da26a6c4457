package kubetraining.artifact.recipe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import kubetraining.host.Texts;

/** The file {@code artifacts/sections.json}: what every lab needs, and what each section does. */
public final class Sections {
  static final String FILE = "sections.json";
  private static final String LAB = "every lab";

  /**
   * @param files recipes whose files machines have
   * @param images names of images, without their tags
   */
  private record Part(List<String> files, List<String> images) {}

  private static final class Parts extends LinkedHashMap<String, Part> {
    private static final long serialVersionUID = 1L;
  }

  private final Path file;
  private final Map<String, Part> parts;

  Sections(Path folder) {
    file = folder.resolve(FILE);
    parts = Json.read(file, Parts.class);
    if (!parts.containsKey(LAB)) {
      throw new ArtifactException(
          "%s does not say what '%s' needs, only %s", file, LAB, parts.keySet());
    }
  }

  /**
   * Refuses a tag of which nothing is said here.
   *
   * @throws ArtifactException naming those of which there is
   */
  public void require(Wanted wanted) {
    var known = new TreeSet<>(parts.keySet());
    known.remove(LAB);
    for (String tag : wanted.tags().stream().flatMap(tags -> tags.stream().sorted()).toList()) {
      if (!known.contains(tag)) {
        throw new ArtifactException(
            "no section '%s' needs artifacts; those that do are %s (%s)",
            tag, String.join(" ", known), file);
      }
    }
  }

  boolean needs(FileRule rule, Wanted wanted) {
    return any(wanted, Part::files, rule.artifact());
  }

  boolean needs(ImageRecipe image, Wanted wanted) {
    return any(wanted, Sections::images, nameOf(image.reference()));
  }

  private boolean any(Wanted wanted, Function<Part, List<String>> what, String name) {
    return parts.entrySet().stream()
        .filter(one -> one.getKey().equals(LAB) || wanted.wants(one.getKey()))
        .anyMatch(one -> what.apply(one.getValue()).contains(name));
  }

  private static List<String> images(Part part) {
    return part.images().stream().map(Sections::nameOf).toList();
  }

  private static String nameOf(String reference) {
    String whole = MirrorAddress.withHost(reference);
    int colon = whole.lastIndexOf(':');
    return colon > whole.lastIndexOf('/') ? whole.substring(0, colon) : whole;
  }

  /** What is written here and there is none of, and what there is and nobody needs, in words. */
  List<String> flaws(List<FileRule> rules, List<ImageRecipe> images) {
    var flaws = new ArrayList<String>();
    List<String> made = rules.stream().map(FileRule::artifact).distinct().toList();
    List<String> named = images.stream().map(image -> nameOf(image.reference())).toList();
    parts.forEach(
        (key, part) -> {
          part.files().stream()
              .filter(one -> !made.contains(one))
              .forEach(one -> flaws.add(Texts.of("'%s' needs files of '%s'", key, one)));
          images(part).stream()
              .filter(one -> !named.contains(one))
              .forEach(one -> flaws.add(Texts.of("'%s' needs the image '%s'", key, one)));
        });
    flaws.replaceAll(flaw -> flaw + ", for which there is no recipe");
    rules.stream()
        .filter(rule -> !needs(rule, Wanted.EVERYTHING))
        .forEach(rule -> flaws.add("nobody needs the files of '" + rule.artifact() + "'"));
    images.stream()
        .filter(image -> !needs(image, Wanted.EVERYTHING))
        .forEach(image -> flaws.add("nobody needs the image '" + image.reference() + "'"));
    flaws.replaceAll(flaw -> file + ": " + flaw);
    return flaws;
  }
}
