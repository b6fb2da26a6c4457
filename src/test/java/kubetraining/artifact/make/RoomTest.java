package kubetraining.artifact.make;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.host.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoomTest {
  @TempDir private Path folder;

  @Test
  void whereThereIsRoomItIsToldHowMuchIsNeeded() {
    Tool room = Room.look(List.of(ofMegabytes(1)), folder, Optional.empty());

    assertThat(room.found()).isTrue();
    assertThat(room.version()).contains("MB free in " + folder, "1 MB needed to make large v1");
    assertThat(room.cure()).isEmpty();
  }

  @Test
  void whereNothingHasToBeMadeNothingIsNeeded() {
    assertThat(Room.look(List.of(), folder, Optional.empty()).version())
        .endsWith("nothing needs to be made");
  }

  @Test
  void aDiskThatIsTooSmallIsToldWithTheCure() {
    Tool room = Room.look(List.of(ofMegabytes(Integer.MAX_VALUE)), folder, Optional.empty());

    assertThat(room.found()).isFalse();
    assertThat(room.version()).contains(folder.toString(), "making large v1 needs about");
    assertThat(room.cure()).contains("-Dartifacts.cache=");
  }

  private static Artifact ofMegabytes(int megabytes) {
    var maker = new Maker(Lane.NETWORK, List.of(), megabytes, 0, false, bench -> {});
    return new Artifact("large", "v1", "tiny", "key", List.of(), maker);
  }
}
