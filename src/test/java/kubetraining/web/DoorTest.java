package kubetraining.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DoorTest {
  private static final String HOST = "127.0.0.1:4000";
  private final Door door = Door.of(4000);

  @Test
  void whoKnowsTheAddressIsLetIn() {
    assertThat(door.admitted(door.root() + "files/guide.js", HOST, null))
        .contains("files/guide.js");
    assertThat(door.admitted(door.root(), HOST, "http://" + HOST)).contains("");
    assertThat(door.root()).matches("/[0-9a-f]{32}/").isNotEqualTo(Door.of(4000).root());
  }

  @Test
  void nobodyElseIs() {
    assertThat(door.admitted("/", HOST, null)).isEmpty();
    assertThat(door.admitted("/0123/", HOST, null)).isEmpty();
    assertThat(door.admitted("", HOST, null)).isEmpty();
    assertThat(door.admitted(door.root().replaceAll("/$", ""), HOST, null)).isEmpty();
  }

  @Test
  void aNameThatLeadsHereByATrickIsRefusedAndSoIsAForeignPage() {
    assertThat(door.admitted(door.root(), "evil.example:4000", null)).isEmpty();
    assertThat(door.admitted(door.root(), null, null)).isEmpty();
    assertThat(door.admitted(door.root(), HOST, "http://evil.example")).isEmpty();
    assertThat(door.admitted(door.root(), HOST, "http://127.0.0.1:4001")).isEmpty();
    assertThat(door.admitted(door.root(), HOST, "null")).isEmpty();
  }
}
