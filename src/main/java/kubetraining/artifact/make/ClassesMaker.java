package kubetraining.artifact.make;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.Recipe;
import kubetraining.host.Folders;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Sha256;

/** Takes a program of this very project, and the jars it needs, from where this one runs from. */
record ClassesMaker(Recipe recipe, ClassLoader loader) {
  /**
   * @param main the class to start; all of its package and of those below is taken
   * @param libraries a class of each jar that it needs
   */
  private record Settings(String main, List<String> libraries) {}

  private Settings settings() {
    return recipe.as(Settings.class);
  }

  Maker maker() {
    return new Maker(Lane.IMAGE, List.of(), 10, 0, false, this::make);
  }

  /** Its classes go to the folder {@code classes}, the jars to {@code lib}. */
  void make(Workbench bench) throws IOException {
    for (Map.Entry<String, byte[]> one : classes().entrySet()) {
      Path target = Tars.inside(bench.output().resolve("classes"), one.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, one.getValue());
    }
    Path jars = Files.createDirectories(bench.output().resolve("lib"));
    for (Path jar : jars()) {
      Files.copy(jar, jars.resolve(jar.getFileName().toString()));
    }
  }

  /** What comes out is decided by: another compiler may write other classes, so these count. */
  List<String> inputs() throws IOException {
    List<String> words = new ArrayList<>();
    classes().forEach((name, bytes) -> words.addAll(List.of(name, Sha256.of(bytes))));
    words.addAll(jarWords());
    return words;
  }

  /** In an archive these classes serve wherever they were compiled, if their source is the same. */
  List<String> portableInputs() throws IOException {
    Path sources = recipe.folder().getParent().resolveSibling("src/main/java");
    Path folder = sources.resolve(settings().main().replace('.', '/')).getParent();
    List<String> words = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      for (String file : ProjectFiles.namesBelow(folder)) {
        words.addAll(List.of(file, Sha256.of(folder.resolve(file))));
      }
    }
    words.addAll(jarWords());
    return words;
  }

  private List<String> jarWords() throws IOException {
    List<String> words = new ArrayList<>();
    for (Path jar : jars()) {
      words.add(Sha256.of(jar));
    }
    return words;
  }

  private List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String library : settings().libraries()) {
      URL found = find(library);
      if (!(found.openConnection() instanceof JarURLConnection connection)) {
        throw new ArtifactException("class %s comes from %s, which is not a jar", library, found);
      }
      jars.add(Path.of(URI.create(connection.getJarFileURL().toString())));
    }
    return jars;
  }

  /** By path; only those that lie where the main class lies, so none of any test. */
  private Map<String, byte[]> classes() throws IOException {
    URL found = find(settings().main());
    String folder = pathOf(settings().main()).replaceFirst("[^/]*$", "");
    if (found.openConnection() instanceof JarURLConnection connection) {
      Path jar = Path.of(URI.create(connection.getJarFileURL().toString()));
      try (FileSystem inside = FileSystems.newFileSystem(jar)) {
        return below(inside.getPath(folder), folder);
      }
    }
    return below(Path.of(URI.create(found.toString())).getParent(), folder);
  }

  private static Map<String, byte[]> below(Path folder, String name) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    for (String file : Folders.filesOf(folder)) {
      classes.put(name + file, Files.readAllBytes(folder.resolve(file)));
    }
    return classes;
  }

  private URL find(String name) {
    URL found = loader.getResource(pathOf(name));
    if (found == null) {
      throw new ArtifactException(
          "there is no class %s where this program runs; compile the project, or correct"
              + " the recipe of kind classes that names it",
          name);
    }
    return found;
  }

  private static String pathOf(String name) {
    return name.replace('.', '/') + ".class";
  }
}
