package kubetraining.artifact;

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
  }

  @Test
  void aProgramInAJarIsTakenTheSame() throws Exception {
    jar("program.jar", "own/Main.class", "own/inner/Part.class", "other/Stranger.class");

    Path made = make("program.jar", "codec-1.2.jar");

    assertThat(Folders.filesOf(made.resolve("classes")))
        .containsExactly("own/Main.class", "own/inner/Part.class");
  }

  @Test
  void aChangedClassChangesTheKeyButNotThatOfAnArchive() throws Exception {
    List<String> key = maker("target/classes", "codec-1.2.jar").inputs();
    List<String> portable = maker("target/classes", "codec-1.2.jar").portableInputs();

    write("target/classes/own/Main.class", "another compiler's");

    assertThat(maker("target/classes", "codec-1.2.jar").inputs()).isNotEqualTo(key);
    assertThat(maker("target/classes", "codec-1.2.jar").portableInputs()).isEqualTo(portable);
  }

  @Test
  void aChangedSourceChangesTheKeyOfAnArchive() throws Exception {
    List<String> portable = maker("target/classes", "codec-1.2.jar").portableInputs();

    write("src/main/java/own/Main.java", "another source");

    assertThat(maker("target/classes", "codec-1.2.jar").portableInputs()).isNotEqualTo(portable);
  }

  @Test
  void aChangedJarChangesBothKeys() throws Exception {
    ClassesMaker before = maker("target/classes", "codec-1.2.jar");
    List<List<String>> keys = List.of(before.inputs(), before.portableInputs());

    jar("codec-1.2.jar", "lib/Codec.class", "lib/More.class");

    ClassesMaker after = maker("target/classes", "codec-1.2.jar");
    assertThat(after.inputs()).isNotEqualTo(keys.get(0));
    assertThat(after.portableInputs()).isNotEqualTo(keys.get(1));
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> make("codec-1.2.jar"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("there is no class own.Main")
        .hasMessageContaining("compile the project");
  }

  @Test
  void aLibraryThatIsNoJarIsRefused() throws IOException {
    write("target/classes/lib/Codec.class", "x");

    assertThatThrownBy(() -> make("target/classes"))
        .hasMessageContaining("class lib.Codec comes from")
        .hasMessageContaining("which is no jar");
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
}
