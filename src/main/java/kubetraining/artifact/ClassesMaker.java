package kubetraining.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes a program of this very project, and the jars it needs, from where this one runs from. */
final class ClassesMaker implements Maker {
  /**
   * @param main the class to start; all of its package and of those below is taken
   * @param libraries a class of each jar that it needs
   */
  record Settings(String main, List<String> libraries) {}

  /** The folder of the classes in what is made. */
  static final String CLASSES = "classes";

  /** The folder of the jars. */
  static final String LIBRARIES = "lib";

  private final Recipe recipe;
  private final Settings settings;
  private final ClassPath classPath;

  ClassesMaker(Recipe recipe, ClassPath classPath) {
    this.recipe = recipe;
    this.settings = recipe.as(Settings.class);
    this.classPath = classPath;
  }

  @Override
  public void make(Workbench bench) throws Exception {
    Path classes = bench.output().resolve(CLASSES);
    for (Map.Entry<String, byte[]> one : classPath.packageOf(settings.main()).entrySet()) {
      Path target = Targets.inside(classes, one.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, one.getValue());
    }
    Path jars = Files.createDirectories(bench.output().resolve(LIBRARIES));
    for (String library : settings.libraries()) {
      Path jar = classPath.jarOf(library);
      Files.copy(jar, jars.resolve(jar.getFileName().toString()));
    }
  }

  /** Another compiler may write other classes, so it is these that count. */
  @Override
  public List<String> inputs() throws Exception {
    List<String> words = new ArrayList<>();
    classPath
        .packageOf(settings.main())
        .forEach((name, bytes) -> words.addAll(List.of(name, Digests.ofBytes(bytes))));
    words.addAll(libraryWords());
    return words;
  }

  /** In an archive these classes serve wherever they were compiled, if their source is the same. */
  @Override
  public List<String> portableInputs() throws Exception {
    Path sources = recipe.folder().getParent().resolveSibling("src/main/java");
    Path folder = sources.resolve(settings.main().replace('.', '/')).getParent();
    List<String> words = new ArrayList<>();
    for (String file :
        Files.isDirectory(folder) ? Folders.projectFilesOf(folder) : List.<String>of()) {
      words.addAll(List.of(file, Digests.ofFile(folder.resolve(file))));
    }
    words.addAll(libraryWords());
    return words;
  }

  private List<String> libraryWords() throws Exception {
    List<String> words = new ArrayList<>();
    for (String library : settings.libraries()) {
      words.add(Digests.ofFile(classPath.jarOf(library)));
    }
    return words;
  }

  @Override
  public Lane lane() {
    return Lane.IMAGE;
  }

  @Override
  public int megabytes() {
    return 10;
  }
}
