package kubetraining.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last file of an exported archive: what is in it and what it is for. Paths are those inside of
 * the archive.
 *
 * @param recipes what each artifact was made from: its version and the key of its recipe
 * @param files the SHA-256 of every other file
 */
record ArchiveManifest(
    int schema,
    String architecture,
    String fingerprint,
    Map<String, String> recipes,
    String rootFileSystem,
    List<Placed> placed,
    List<Image> images,
    Image ec2Server,
    Map<String, String> files) {
  static final String NAME = "manifest.json";
  static final int SCHEMA = 1;

  record Placed(String file, String path, String mode) {}

  record Image(String reference, String file, String digest, String version, String source) {}

  /** What each artifact is made from according to a recipe book, whatever the toolchain. */
  static Map<String, String> recipesOf(RecipeBook book) {
    Map<String, String> recipes = new TreeMap<>();
    for (Artifact one : new Catalog(book, PackageSource.portable(book)).all()) {
      recipes.put(one.name(), "%s (recipe %s)".formatted(one.version(), one.key()));
    }
    return recipes;
  }

  /** Why this archive does not serve that book, in words; empty if it does. */
  List<String> misfits(RecipeBook book) {
    List<String> misfits = new ArrayList<>();
    if (!architecture.equals(Platforms.architecture())) {
      misfits.add("made for %s, not %s".formatted(architecture, Platforms.architecture()));
    }
    recipesOf(book)
        .forEach(
            (name, wanted) -> {
              String here = recipes.getOrDefault(name, "nothing");
              if (!wanted.equals(here)) {
                misfits.add("%s: it has %s, wanted is %s".formatted(name, here, wanted));
              }
            });
    return misfits;
  }
}
