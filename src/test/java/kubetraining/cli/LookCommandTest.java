package kubetraining.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kubetraining.existing.PaperApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LookCommandTest extends TypedCommands {
  @TempDir Path folder;
  private final PaperApi api = new PaperApi();

  @BeforeEach
  void haveANode() {
    api.has(
        """
        apiVersion: v1
        kind: Node
        metadata: {name: one, labels: {a: b}}
        spec: {}
        status:
          capacity: {cpu: "4", memory: 8Gi}
          conditions: [{type: Ready, status: "True"}]
          nodeInfo: {architecture: arm64, kubeletVersion: v1.35.1, containerRuntimeVersion: "cri-o://1.35"}
        """);
  }

  @AfterEach
  void close() {
    api.close();
  }

  private int look(String... options) {
    return type(Stream.concat(Stream.of("look"), Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void whatIsThereAndWhatTheGuideNeedsIsPrintedALineForEachRow() throws IOException {
    assertThat(look("--kubeconfig", api.kubeconfig(folder).toString())).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains(
            "The cluster\n  kubeconfig    " + folder.resolve("kubeconfig") + ", context it\n",
            ", Kubernetes v1.36.3\n",
            "  account       ann, by a token\n",
            "  permissions   in default: everything\n",
            "  clock         as this computer's, within 2 s\n",
            "  not readable  none\n",
            "  name  role    kubelet  CPUs  memory   architecture  runtime       Ready  taints\n",
            "  01-lab          needs    machines of a provider",
            "                  there    nodes: 1, Ready: 1, for ordinary pods: 1\n",
            "  05-cpu-manager  needs    SSH to a worker",
            "                  skipped  all of it: it needs -Dlab.change-nodes=true\n",
            "                  changed  nothing\n");
  }

  @Test
  void atATerminalLinesAreAsWideAsItIs() throws IOException {
    System.setProperty("training.columns", "80");
    assertThat(look("--kubeconfig", api.kubeconfig(folder).toString())).isZero();
    assertThat(out.toString().lines())
        .filteredOn(line -> !line.matches("  (name|one) .*"))
        .anyMatch(line -> line.matches(" {27}\\S.*"))
        .allMatch(line -> line.length() <= 80);
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("what is about machines, their tags and ports, and giving them back");
  }

  @Test
  void whatTheAccountMayNotReadIsSaid() throws IOException {
    api.answer("GET /apis/apps/v1/deployments", 403, "{}")
        .answer("GET /api/v1/namespaces", 403, "{}")
        .answer("GET /api/v1/nodes", 403, "{}");
    assertThat(look("--kubeconfig", api.kubeconfig(folder).toString())).isZero();
    assertThat(out.toString())
        .contains(
            "  programs      not readable\n",
            "  Pod Security  not readable\n",
            "  policies      none\n",
            "  not readable  deployments (status 403); namespaces (status 403); nodes (status 403)");
  }

  @Test
  void aClusterOnWhichNothingCanBeAttemptedIsANo() throws IOException {
    api.answer(
        "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
        201,
        "{\"status\": {\"allowed\": false}}");
    assertThat(look("--kubeconfig", api.kubeconfig(folder).toString())).isEqualTo(1);
    assertThat(out.toString()).contains("skipped  all of it: the account is not allowed to create");
  }

  @Test
  void whatCannotBeLookedAtIsOneMessage() throws IOException {
    api.kubeconfig(folder);
    for (var typed :
        Map.of(
                List.of("--kubeconfig", folder + "/none"),
                "kubeconfig "
                    + folder
                    + "/none: tried to read it; expected a file, saw no such file.",
                List.of("--kubeconfig", folder + "/kubeconfig", "--context", "x"),
                "tried to find the context 'x'; expected one of [it]",
                List.of("-Dlab.kubeconfig=" + folder + "/kubeconfig", "-Dlab.change-nodes=maybe"),
                "setting lab.change-nodes is 'maybe'; use true or false")
            .entrySet()) {
      err.getBuffer().setLength(0);
      assertThat(look(typed.getKey().toArray(String[]::new))).isEqualTo(2);
      assertThat(err.toString()).startsWith("training: ").contains(typed.getValue());
      assertThat(err.toString().lines()).hasSize(1);
      System.setProperties((Properties) before.clone());
    }
    assertThat(look()).isEqualTo(2);
    assertThat(err.toString()).contains("no kubeconfig is given for the existing cluster");
  }
}
