package kubetraining.artifact.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import kubetraining.artifact.TinyRecipes;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.host.Folders;
import kubetraining.host.WholeFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of ours, taken from the class path that this one runs from. */
final class ClassesMakerTest {
  @TempDir private Path folder;
  private Path jar;

  @BeforeEach
  void layOutAProject() throws IOException {
    write("target/classes/own/Main.class", "main");
    write("target/classes/own/inner/Part.class", "part");
    write("target/classes/other/Stranger.class", "stranger");
    write("target/test-classes/own/MainTest.class", "test");
    write("src/main/java/own/Main.java", "source");
    write(
        "artifacts/own/recipe.json",
        """
        {"kind": "classes", "name": "own", "version": "1", "source": "ours",
         "main": "own.Main", "libraries": ["lib.Codec"]}
        """);
    jar = jar("codec-1.2.jar", "lib/Codec.class");
  }

  @Test
  void thePackageOfTheMainClassAndTheJarsItNeedsAreTaken() throws Exception {
    Path made = make("target/test-classes", "target/classes", "codec-1.2.jar");

    assertThat(Folders.filesOf(made))
        .containsExactly(
            "classes/own/Main.class", "classes/own/inner/Part.class", "lib/codec-1.2.jar");
    assertThat(made.resolve("classes/own/Main.class")).content().isEqualTo("main");
    assertThat(made.resolve("lib/codec-1.2.jar")).hasSameBinaryContentAs(jar);
    jar("program.jar", "own/Main.class", "own/inner/Part.class", "other/Stranger.class");
    WholeFile.delete(folder.resolve("made"));
    assertThat(Folders.filesOf(make("program.jar", "codec-1.2.jar").resolve("classes")))
        .as("of a program in a jar")
        .containsExactly("own/Main.class", "own/inner/Part.class");
  }

  @Test
  void aKeyIsOfTheClassesThatOfAnArchiveOfTheirSourceAndBothOfTheJars() throws Exception {
    List<List<String>> first = keys();
    write("target/classes/own/Main.class", "another compiler's");
    List<List<String>> compiled = keys();
    assertThat(compiled.get(0)).isNotEqualTo(first.get(0));
    assertThat(compiled.get(1)).isEqualTo(first.get(1));

    write("src/main/java/own/Main.java", "another source");
    List<List<String>> edited = keys();
    assertThat(edited.get(0)).isEqualTo(compiled.get(0));
    assertThat(edited.get(1)).isNotEqualTo(compiled.get(1));

    jar("codec-1.2.jar", "lib/Codec.class", "lib/More.class");
    assertThat(keys().get(0)).isNotEqualTo(edited.get(0));
    assertThat(keys().get(1)).isNotEqualTo(edited.get(1));
  }

  private List<List<String>> keys() throws IOException {
    ClassesMaker maker = maker("target/classes", "codec-1.2.jar");
    return List.of(maker.inputs(), maker.portableInputs());
  }

  private Path make(String... classPath) throws Exception {
    return TinyRecipes.make(folder.resolve("made"), maker(classPath).maker(), Map.of()).output();
  }

  private ClassesMaker maker(String... classPath) throws IOException {
    var urls = new URL[classPath.length];
    for (int i = 0; i < classPath.length; i++) {
      urls[i] = folder.resolve(classPath[i]).toUri().toURL();
    }
    return new ClassesMaker(
        RecipeBook.recipe(folder.resolve("artifacts/own")), new URLClassLoader(urls, null));
  }

  private Path write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private Path jar(String name, String... classes) throws IOException {
    Path file = folder.resolve(name);
    try (var out = new JarOutputStream(Files.newOutputStream(file))) {
      for (String one : classes) {
        out.putNextEntry(new JarEntry(one));
        out.write(one.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return file;
  }

  @Test
  void aProgramThatIsNotThereAndALibraryThatIsNoJarAreNamed() throws IOException {
    assertThatThrownBy(() -> make("codec-1.2.jar"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContainingAll("there is no class own.Main", "compile the project");
    write("target/classes/lib/Codec.class", "x");
    assertThatThrownBy(() -> make("target/classes"))
        .hasMessageContainingAll("class lib.Codec comes from", "which is not a jar");
  }
}
