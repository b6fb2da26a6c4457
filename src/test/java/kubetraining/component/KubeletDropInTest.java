package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kubetraining.remote.CommandResult;
import org.junit.jupiter.api.Test;

final class KubeletDropInTest {
  private final List<String> commands = new ArrayList<>();
  private boolean present;
  private final KubeletDropIn dropIn = new KubeletDropIn(new Shell(), Duration.ofSeconds(1));

  @Test
  void aFileOfSomebodyElseIsNotOverwritten() {
    present = true;

    dropIn.install();

    assertThat(commands).hasSize(1).first().asString().startsWith("test -e ");
  }

  @Test
  void onlyAFileWithTheMarkIsRemoved() {
    dropIn.remove();

    assertThat(commands)
        .last()
        .asString()
        .contains("if grep -qs '# written by the training' /etc/systemd/system/kubelet.service.d");
  }

  private final class Shell implements CommandsOnly {
    @Override
    public String machine() {
      return "node3";
    }

    @Override
    public CommandResult run(String command, Duration limit) {
      commands.add(command);
      int exitCode = command.startsWith("test -e") && !present ? 1 : 0;
      return new CommandResult("node3", command, exitCode, "", "");
    }
  }
}
