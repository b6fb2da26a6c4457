package kubetraining.lab.embedded.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.PlacedFile;
import kubetraining.host.Texts;

/**
 * What is in the volume of parts, as its file {@code contents} says, a line each.
 *
 * @param seed the name of what machines start with that know all of it; empty if there is nothing
 * @param images the digests of images, by reference
 * @param files keys and modes of files, by the path they have on machines
 * @param megabytes what it takes of the disk
 */
record PartsContents(
    String seed, Map<String, String> images, Map<String, String> files, int megabytes) {
  static final PartsContents NOTHING = new PartsContents("", Map.of(), Map.of(), 0);

  static PartsContents read(String text) {
    String seed = "";
    int megabytes = 0;
    var images = new TreeMap<String, String>();
    var files = new TreeMap<String, String>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "seed" -> seed = words[1];
        case "image" -> images.put(words[1], words[2]);
        case "file" -> files.put(words[3], words[1] + " " + words[2]);
        case "megabytes" -> megabytes = Integer.parseInt(words[1]);
        default -> throw new IllegalStateException("the volume of parts says '" + line + "'");
      }
    }
    return new PartsContents(seed, images, files, megabytes);
  }

  boolean has(ImageArchive image) {
    return image.digest().equals(images.get(image.reference()));
  }

  boolean has(PlacedFile file) {
    return keyAndMode(file).equals(files.get(file.path()));
  }

  private static String keyAndMode(PlacedFile file) {
    return file.key() + " " + file.mode();
  }

  /** The same with more; what has the name or the place of something takes it over. */
  PartsContents plus(String newSeed, List<ImageArchive> moreImages, List<PlacedFile> moreFiles) {
    var all = new TreeMap<>(images);
    moreImages.forEach(image -> all.put(image.reference(), image.digest()));
    var allFiles = new TreeMap<>(files);
    moreFiles.forEach(file -> allFiles.put(file.path(), keyAndMode(file)));
    return new PartsContents(newSeed, all, allFiles, 0);
  }

  /** As it is written, but for its size, which is known last. */
  String text() {
    var lines = new ArrayList<String>(List.of("seed " + seed));
    images.forEach((reference, digest) -> lines.add(Texts.of("image %s %s", reference, digest)));
    files.forEach((path, keyAndMode) -> lines.add(Texts.of("file %s %s", keyAndMode, path)));
    return String.join("\n", lines) + "\n";
  }
}
