package kubetraining.stranger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import kubetraining.host.Programs;
import kubetraining.host.Texts;

/** A folder with the programs that our scripts call, less some, for a {@code PATH} of its own. */
record SearchPath(Path folder) {
  private static final String PROGRAMS =
      "basename bash cat cp dirname env expr find flock go grep head java javac ls locale mkdir mvn"
          + " readlink sed sh tail touch tr uname";

  static SearchPath without(Path folder, String... programs) throws IOException {
    var path = new SearchPath(folder);
    for (String program : PROGRAMS.split(" ")) {
      var place = Programs.onPath(program);
      if (place.isPresent() && !List.of(programs).contains(program)) {
        path.with(program, Texts.of("exec '%s' \"$@\"", place.get()));
      }
    }
    return path;
  }

  /** Puts a program there; its text is a script for the shell. */
  SearchPath with(String program, String... script) throws IOException {
    script(folder.resolve(program), script);
    return this;
  }

  static void script(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", List.of(lines)) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
