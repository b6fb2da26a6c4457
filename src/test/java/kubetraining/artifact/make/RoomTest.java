package kubetraining.artifact.make;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.host.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoomTest {
  @TempDir private Path folder;

  @Test
  void itIsToldHowMuchIsThereAndNeededAndWhereThatIsTooLittleTheCure() {
    Finding room = look(ofMegabytes(1));
    assertThat(room.met()).isTrue();
    assertThat(room.found()).contains("MB free in " + folder, "1 MB needed to make large v1");
    assertThat(room.cure()).isEmpty();
    assertThat(look().found()).endsWith("nothing needs to be made");
    Finding small = look(ofMegabytes(Integer.MAX_VALUE));
    assertThat(small.met()).isFalse();
    assertThat(small.found()).contains(folder.toString(), "making large v1 needs about");
    assertThat(small.cure()).contains("-Dartifacts.cache=");
  }

  private Finding look(Artifact... toMake) {
    return Room.look(List.of(toMake), folder, Optional.empty());
  }

  private static Artifact ofMegabytes(int megabytes) {
    var maker = new Maker(Lane.NETWORK, List.of(), megabytes, 0, false, bench -> {});
    return new Artifact("large", "v1", "tiny", "key", List.of(), maker);
  }
}
