package kubetraining.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of these tests in a Java of its own, so that a test can kill it. */
public final class AnotherJava {
  private AnotherJava() {}

  /** To be started. */
  public static ProcessBuilder of(Class<?> program, String... arguments) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line);
  }
}
