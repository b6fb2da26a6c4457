package kubetraining.artifact;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import kubetraining.host.Texts;

/** Where the classes of the running program come from. */
final class ClassPath {
  private final ClassLoader loader;

  ClassPath(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * The class files of a class, of its package and of those below, by path; only those that lie
   * where that class lies, so none of any test.
   *
   * @throws ArtifactException if there is no such class
   */
  Map<String, byte[]> packageOf(String main) throws IOException {
    URL found = find(main);
    String folder = pathOf(main).replaceFirst("[^/]*$", "");
    if (found.openConnection() instanceof JarURLConnection connection) {
      return packageIn(Path.of(URI.create(connection.getJarFileURL().toString())), folder);
    }
    Path root = Path.of(URI.create(found.toString()));
    for (int up = pathOf(main).split("/").length; up > 0; up--) {
      root = root.getParent();
    }
    Map<String, byte[]> classes = new TreeMap<>();
    for (String file : Folders.filesOf(root.resolve(folder))) {
      classes.put(folder + file, Files.readAllBytes(root.resolve(folder).resolve(file)));
    }
    return classes;
  }

  private static Map<String, byte[]> packageIn(Path jar, String folder) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (var file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
          try (var in = file.getInputStream(entry)) {
            classes.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    return classes;
  }

  /**
   * The jar that a class comes from.
   *
   * @throws ArtifactException if it comes from none
   */
  Path jarOf(String name) throws IOException {
    URL found = find(name);
    if (found.openConnection() instanceof JarURLConnection connection) {
      return Path.of(URI.create(connection.getJarFileURL().toString()));
    }
    throw new ArtifactException(Texts.of("class %s comes from %s, which is no jar", name, found));
  }

  private URL find(String name) {
    URL found = loader.getResource(pathOf(name));
    if (found == null) {
      throw new ArtifactException(
          Texts.of(
                  "there is no class %s where this program runs from; compile the project, or correct the",
                  name)
              + " recipe of kind classes that names it");
    }
    return found;
  }

  private static String pathOf(String name) {
    return name.replace('.', '/') + ".class";
  }
}
