package kubetraining.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Supplier;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.remote.AtOnce;
import kubetraining.remote.CommandResult;

/** Runs kubeadm on the machines. */
final class Kubeadm {
  private static final String JOIN_FILE = "/etc/kubernetes/training-join.yaml";
  // Before init's later steps give admin.conf its permissions, only this one has any.
  private static final String KUBECONFIG = "/etc/kubernetes/super-admin.conf";
  private static final String LAST_RIGHT = "kubeadm:bootstrap-signer-clusterinfo";

  private Kubeadm() {}

  /** Makes the control plane. */
  static void init(BootstrapContext context) {
    var node1 = context.node1();
    node1.write(KubeadmConfig.AUDIT_FILE, KubeadmConfig.AUDIT_POLICY, "0600");
    var config = context.kubeadm().init(context.facts().get(node1.machine()));
    node1.write(BootstrapContext.INIT_FILE, config, "0600");
    node1.mustRun(
        Texts.of("sudo -n kubeadm init --config %s --skip-token-print", BootstrapContext.INIT_FILE),
        Limit.KUBEADM_INIT.duration());
  }

  /**
   * Waits for the API server while init is still busy: what only needs the API, such as the pod
   * network, need not wait for init's end.
   */
  static void awaitApiServer(BootstrapContext context) {
    var limit = Limit.KUBEADM_INIT.duration();
    var wait = context.upTo(limit);
    var kubeconfig =
        wait.see(
            "kubeadm to write " + KUBECONFIG,
            () -> new Written(context.node1().run("sudo -n cat " + KUBECONFIG, limit).stdout()),
            Written::whole);
    var node1 = context.controlPlane();
    var mine = ClusterAccess.at(kubeconfig.text(), node1.reachableAddress(), node1.name());
    var client = ClusterAccess.client(mine);
    context.client().set(client);
    var namespace = client.namespaces().withName("kube-system");
    Supplier<String> look =
        () -> namespace.get() == null ? "no namespace kube-system yet" : "answers";
    wait.see("the API server to answer", () -> answer(look), "answers"::equals);
  }

  /** What a look came to, or why the API server did not answer it: it may do so later. */
  static String answer(Supplier<String> look) {
    try {
      return look.get();
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** A kubeconfig as far as it is written; it holds a key and must not be shown. */
  private record Written(String text) {
    boolean whole() {
      return text.contains("client-key-data:") && text.endsWith("\n");
    }

    @Override
    public String toString() {
      return whole() ? "a kubeconfig" : "nothing yet";
    }
  }

  /** Makes the account by which is looked. */
  static void observer(BootstrapContext context) {
    Manifests.apply(context, "observer");
    String command = "sudo -n kubeadm kubeconfig user --config %s --client-name %s";
    command = Texts.of(command, BootstrapContext.INIT_FILE, KubeadmConfig.OBSERVER);
    var answer = context.node1().mustRun(command, Limit.COMMAND.duration());
    context.observer().set(answer.stdout());
  }

  /** Lets the workers join, which may be while init is busy with its last steps. */
  static void join(BootstrapContext context) {
    var client = context.client().get();
    var rights = client.rbac().roleBindings().inNamespace("kube-public").withName(LAST_RIGHT);
    String missing = "the permission to read cluster-info is not there yet";
    Supplier<String> look = () -> rights.get() == null ? missing : "may join";
    var wait = context.upTo(Limit.KUBEADM_INIT.duration()).every(Duration.ofMillis(100));
    wait.see("the cluster to let machines join", () -> answer(look), "may join"::equals);
    var discovery = context.kubeadm().discovery(client.getConfiguration().getCaCertData());
    var workers = new ArrayList<>(context.shells().keySet());
    workers.remove(context.controlPlane());
    AtOnce.each(workers, Machine::name, worker -> join(context, worker, discovery));
  }

  private static CommandResult join(BootstrapContext context, Machine worker, String discovery) {
    var shell = context.shells().get(worker);
    shell.write(KubeadmConfig.DISCOVERY, discovery, "0600");
    shell.write(JOIN_FILE, context.kubeadm().join(worker), "0600");
    return shell.mustRun(
        Texts.of("sudo -n kubeadm join --config %1$s && sudo -n rm -f %1$s", JOIN_FILE),
        Limit.KUBEADM_JOIN.duration());
  }
}
