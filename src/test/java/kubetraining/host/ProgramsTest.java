package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramsTest {

  @Test
  void theFoldersOfAdministrationFollowThoseOfTheUserOrTheUsualOnes() {
    assertThat(Programs.path(new Environment(Map.of("PATH", "/opt/mine:/usr/bin:/bin"))))
        .startsWith("/opt/mine:/usr/bin:/bin:")
        .contains(":/usr/sbin:/sbin");
    for (var none : List.of(Map.of("PATH", ""), Map.<String, String>of())) {
      assertThat(Programs.path(new Environment(none)))
          .isEqualTo("/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin");
    }
  }

  @Test
  void aProgramIsFoundInTheFirstFolderThatHasIt(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("one/tool"));
    Path tool = Files.createDirectories(folder.resolve("two")).resolve("tool");
    Files.createFile(
        tool, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    String path = folder.resolve("one") + ":" + folder.resolve("two");

    assertThat(Programs.find("tool", path)).hasValue(tool);
    assertThat(Programs.find("other", path)).isEmpty();
    assertThat(Programs.find(tool.toString(), path)).isEmpty();
  }
}
