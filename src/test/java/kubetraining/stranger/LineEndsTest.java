package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineEndsTest {
  @Test
  void aCloneThatWouldConvertThemHasThoseOfLinuxAndItsLauncherStarts(@TempDir Path folder) {
    var stranger = Stranger.inCopy(folder.resolve("origin"));
    Path clone = folder.resolve("clone");
    types(stranger, "git init -q .");
    types(stranger, "git -c core.safecrlf=false add --all .");
    types(stranger, "git -c user.name=ann -c user.email=ann@host commit -q -m all");
    types(stranger, "git clone -q -c core.autocrlf=true -c core.eol=crlf . " + clone);

    stranger.in(clone);
    assertThat(types(stranger, "git ls-files --eol").lines())
        .hasSizeGreaterThan(500)
        .noneMatch(line -> line.contains("w/crlf") || line.contains("w/mixed"));
    Stranger.copyMade(clone);
    var seen = Stranger.at(clone).training("--version");
    assertThat(seen.exitCode()).as(seen.output()).isZero();
    assertThat(seen.output()).contains("kube-training");
    assertThat(types(stranger, "git status --porcelain")).isEmpty();
  }

  private static String types(Stranger stranger, String line) {
    var seen = stranger.types(List.of(line.split(" ")));
    assertThat(seen.exitCode()).as("%s: %s", line, seen.output()).isZero();
    return seen.output();
  }
}
