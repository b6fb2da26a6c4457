package kubetraining.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import kubetraining.host.Texts;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

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
    Map<String, String> files) {
  static final String NAME = "manifest.json";
  static final int SCHEMA = 2;

  /** What a manifest lacks is not there; that it is needed is found out by {@link #flaw}. */
  ArchiveManifest {
    architecture = Objects.requireNonNullElse(architecture, "");
    fingerprint = Objects.requireNonNullElse(fingerprint, "");
    recipes = Objects.requireNonNullElse(recipes, Map.of());
    rootFileSystem = Objects.requireNonNullElse(rootFileSystem, "");
    placed = Objects.requireNonNullElse(placed, List.of());
    images = Objects.requireNonNullElse(images, List.of());
    files = Objects.requireNonNullElse(files, Map.of());
  }

  /**
   * @param path where it goes on machines
   */
  record Placed(String file, String path, String mode) {
    Placed {
      file = Objects.requireNonNullElse(file, "");
      path = Objects.requireNonNullElse(path, "");
      mode = Objects.requireNonNullElse(mode, "");
    }

    /** Whether that is a place on a machine, and a mode a file can have. */
    boolean isPlace() {
      return path.startsWith("/") && isInside(path.substring(1)) && mode.matches("[0-7]{3,4}");
    }
  }

  record Image(String reference, String file, String digest, String version, String source) {
    Image {
      file = Objects.requireNonNullElse(file, "");
    }
  }

  /** What each artifact is made from according to a recipe book, whatever the toolchain. */
  static Map<String, String> recipesOf(RecipeBook book, Wanted wanted) {
    Map<String, String> recipes = new TreeMap<>();
    for (Artifact one : new Catalog(book, wanted, PackageSource.portable(book)).all()) {
      recipes.put(one.name(), Texts.of("%s (recipe %s)", one.version(), one.key()));
    }
    return recipes;
  }

  /** That another version of this project wrote it, in words; empty if this one did. */
  Optional<String> otherVersion() {
    return schema == SCHEMA
        ? Optional.empty()
        : Optional.of(
            Texts.of(
                "its schema is %d, not %d: another version of this project made it",
                schema, SCHEMA));
  }

  /** What is wrong with what it says, in words; empty if nothing is. */
  Optional<String> flaw() {
    List<String> names = new ArrayList<>(List.of(rootFileSystem));
    placed.forEach(one -> names.add(one.file()));
    images.forEach(one -> names.add(one.file()));
    for (String name : names) {
      if (placeOf(name).isEmpty()) {
        return Optional.of(Texts.of("its manifest uses '%s', which is none of its files", name));
      }
    }
    return placed.stream()
        .filter(one -> !one.isPlace())
        .findFirst()
        .map(
            one ->
                Texts.of(
                    "its manifest puts a file at '%s' with mode '%s', which is no place on a machine",
                    one.path(), one.mode()));
  }

  /**
   * A name that its other parts use, if it is one of {@code files} or a folder of such; so nothing
   * outside of the archive is ever taken for a part of it.
   */
  Optional<String> placeOf(String name) {
    boolean file = files.containsKey(name);
    boolean folder = files.keySet().stream().anyMatch(one -> one.startsWith(name + "/"));
    return (file || folder) && isInside(name) ? Optional.of(name) : Optional.empty();
  }

  private static boolean isInside(String name) {
    return !name.isEmpty() && !name.startsWith("/") && !List.of(name.split("/")).contains("..");
  }

  /** Changes when what is placed or where it goes changes. */
  String keyOf(Placed one) {
    List<String> words = new ArrayList<>(List.of(one.path(), one.mode()));
    new TreeMap<>(files)
        .forEach(
            (name, digest) -> {
              if (name.equals(one.file()) || name.startsWith(one.file() + "/")) {
                words.addAll(List.of(name.substring(one.file().length()), digest));
              }
            });
    return Digests.keyOf(words);
  }

  /** Whether an entry of a tar is a file with content of its own, and no link or device. */
  static boolean isPlain(TarArchiveEntry entry) {
    return entry.isFile()
        && !entry.isSymbolicLink()
        && !entry.isLink()
        && !entry.isCharacterDevice()
        && !entry.isBlockDevice()
        && !entry.isFIFO();
  }

  /** Why this archive does not serve that book, in words; empty if it does. */
  List<String> misfits(RecipeBook book, Wanted wanted) {
    if (otherVersion().isPresent()) {
      return List.of(otherVersion().get());
    }
    List<String> misfits = new ArrayList<>();
    if (!architecture.equals(Platforms.architecture())) {
      misfits.add(Texts.of("made for %s, not %s", architecture, Platforms.architecture()));
    }
    recipesOf(book, wanted)
        .forEach(
            (name, due) -> {
              String here = recipes.getOrDefault(name, "nothing");
              if (!due.equals(here)) {
                misfits.add(Texts.of("%s: it has %s, wanted is %s", name, here, due));
              }
            });
    return misfits;
  }
}
