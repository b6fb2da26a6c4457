package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import kubetraining.host.Texts;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kept lab is somebody's work: nothing of it is removed unless somebody says so. */
final class KeptLabOfTheUserTest {
  private static final String STOPPED_MACHINES =
      Texts.of("[%s,%s]", machine("i-1", "exited"), machine("i-2", "exited"));

  @TempDir Path folder;
  private Path lab;
  @AutoClose private FakeEngine engine;
  private final Stranger stranger = Stranger.here();

  private static String machine(String id, String state) {
    return Texts.of(
        """
        {"Id":"%s","Names":["/kube-training-training-%s"],"State":"%s","Status":"Exited (130)","Image":"x","ImageID":"x",
         "Labels":{"kube-training/lab":"training","kube-training/instance":"%s"},"Ports":[],"Created":1}\
        """,
        id, id, state, id);
  }

  /** Two machines that have stopped; the EC2 API, without which nobody knows them, is gone. */
  @BeforeEach
  void labWasKept() throws IOException {
    Path state = folder.resolve("state");
    lab = Files.createDirectories(state.resolve("kube-training/labs/training"));
    Files.writeString(
        lab.resolve("lab.json"),
        "{\"kind\":\"embedded\",\"networkRange\":\"10.42.0.0/16\",\"createdAt\":\"2026-11-28T08:00:00Z\"}");
    Files.writeString(lab.resolve("machines"), "node1 10.42.1.4\nnode2 10.42.1.5\n");
    Files.writeString(lab.resolve("kept"), "kept on purpose\n");
    engine = FakeEngine.at(folder.resolve("docker.sock"));
    engine.says("/containers/json", STOPPED_MACHINES);
    stranger.with("XDG_STATE_HOME", state.toString()).with("DOCKER_HOST", engine.address());
  }

  @Test
  void oneThatCannotBeGoneOnWithStopsTheCommandThatNobodyIsAskedAt() {
    var up = stranger.training("up");

    assertThat(up.failsWith(2))
        .contains("lab 'training' (made 2026-11-28 ", "node1, node2) was kept at ")
        .contains("its EC2 API is gone; of its machines 2 are here, 2 of them stopped")
        .contains("nothing was removed", "To try again: ./training up.")
        .contains("To give it back with everything on it: ./training down")
        .doesNotContain("[y/N]");
    assertNothingWasLost();
  }

  @Test
  void whoSaysYesHasItGivenBack() {
    var up = givingBack(() -> atATerminal("y"));

    assertThat(up.output()).contains("[y/N]").contains("give back lab 'training'");
    assertThat(engine.changes()).contains("DELETE /containers/kube-training-training-i-1");
    assertThat(lab).doesNotExist();
  }

  @Test
  void neitherSweepNorUpTouchesWhatThisUserKnowsNothingOf() {
    stranger.with("XDG_STATE_HOME", folder.resolve("of another user").toString());

    var sweep = stranger.training("sweep");
    var up = stranger.training("up");

    assertThat(sweep.output()).contains("it might be somebody else's");
    assertThat(up.failsWith(2))
        .contains("it might be somebody else's", "./training down --name training");
    assertThat(engine.changes()).isEmpty();
  }

  /** The word of a killed run: it had begun on the kept lab, and did not end. */
  @Test
  void afterAKilledRunOnlyUpGoesOnWithItAsItIs() throws IOException {
    Files.move(lab.resolve("kept"), lab.resolve("kept-in-use"));

    var sweep = stranger.training("sweep");
    assertThat(sweep.output()).contains("lab 'training' was kept and stays");
    assertThat(lab.resolve("kept-in-use")).exists();

    var up = stranger.training("up");
    assertThat(up.output()).contains("a run on this lab was killed; going on with it as it is");
    assertThat(lab.resolve("kept")).exists();
    assertThat(engine.changes()).isEmpty();
  }

  @Test
  void aRecordThatIsDamagedStopsUpAndDoesNotStopDown() throws IOException {
    Files.writeString(lab.resolve("lab.json"), "{\"kind\":");

    String up = stranger.training("up").failsWith(2);
    assertThat(up).contains("lab.json is damaged").contains("./training down --name");
    assertNothingWasLost();
    assertThat(stranger.training("status").output()).contains("lab.json is damaged");

    var down = givingBack(() -> stranger.training("down"));
    assertThat(down.output()).contains("lab.json is damaged").contains("giving back what is found");
    assertThat(engine.changes()).contains("DELETE /containers/kube-training-training-i-1");
  }

  @Test
  void whoeverCannotBeginForgetsNothingAndMakesNoLab() throws IOException {
    stranger.with("XDG_STATE_HOME", folder.resolve("empty").toString());
    for (String typed : List.of("restart 3", "observe 3 --again", "observe 3 --redo", "solve 3")) {
      String seen = stranger.training(typed.split(" ")).failsWith(2);
      assertThat(seen)
          .contains("a lab of our own that is kept", "./training up")
          .doesNotContain("\tat ");
    }
    assertThat(stranger.training("status").failsWith(1)).contains("no lab");
  }

  /** Lets the engine forget its containers when the last of them is to be deleted. */
  private Stranger.Outcome givingBack(Supplier<Stranger.Outcome> typed) {
    var outcome = CompletableFuture.supplyAsync(typed);
    new Waits()
        .upTo(Duration.ofMinutes(2))
        .see(
            "both machines to be deleted",
            () -> engine.changes().stream().filter(each -> each.startsWith("DELETE")).count(),
            count -> count >= 2 || outcome.isDone());
    engine.says("/containers/json", "[]");
    return outcome.join();
  }

  private void assertNothingWasLost() {
    assertThat(engine.changes()).isEmpty();
    assertThat(lab.resolve("kept")).exists();
  }

  /** Types it at a terminal of its own, as util-linux's script makes one. */
  private Stranger.Outcome atATerminal(String answer) {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")));
    var line =
        Texts.of(
            "echo '%s' | /usr/bin/script -qec './training up -Dartifacts.source=archive -Dartifacts.cache=%s' /dev/null",
            answer, folder.resolve("no-artifacts"));
    return stranger.types(List.of("bash", "-c", line));
  }

  @Test
  void atATerminalTheQuestionIsAskedUnlessItIsACiSystemsAndNoIsTheDefault() {
    var up = atATerminal("");
    assertThat(up.output())
        .contains("Give it back now, with everything on it, and bring up a new one? [y/N]");
    assertThat(up.exitCode()).as(up.output()).isEqualTo(2);
    assertThat(stranger.training("sweep").output()).contains("'training' was kept and stays");
    stranger.with("CI", "true");
    assertThat(atATerminal("y").output()).doesNotContain("[y/N]").contains("nothing was removed");
    assertNothingWasLost();
  }
}
