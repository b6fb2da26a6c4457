package kubetraining.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.remote.AtOnce;
import kubetraining.remote.RemoteShell;

/** Runs kubeadm on the machines. */
final class Kubeadm {
  private static final String JOIN_FILE = "/etc/kubernetes/training-join.yaml";
  private static final String LAST_RIGHT = "kubeadm:bootstrap-signer-clusterinfo";

  private Kubeadm() {}

  /** Makes the control plane. */
  static void init(BootstrapContext context) {
    var node1 = context.node1();
    node1.write(AuditPolicy.FILE, AuditPolicy.DOCUMENT.getBytes(UTF_8), "0600");
    var config = context.kubeadm().init(context.facts().get(node1.machine()), context.token());
    node1.write(BootstrapContext.INIT_FILE, config, "0600");
    node1.mustRun(
        Texts.of("sudo -n kubeadm init --config %s --skip-token-print", BootstrapContext.INIT_FILE),
        Limit.KUBEADM_INIT.duration());
  }

  /** Makes the account by which is looked. */
  static void observer(BootstrapContext context) {
    Manifests.apply(context, "observer");
    String command = "sudo -n kubeadm kubeconfig user --config %s --client-name %s";
    command = Texts.of(command, BootstrapContext.INIT_FILE, AuditPolicy.OBSERVER);
    var answer = context.node1().mustRun(command, Limit.COMMAND.duration());
    context.observer().set(answer.stdout());
  }

  /** Lets the workers join, which may be while init is busy with its last steps. */
  static void join(BootstrapContext context) {
    var client = context.client().get();
    context
        .waits()
        .upTo(Limit.KUBEADM_INIT.duration())
        .every(Duration.ofMillis(100))
        .see("the cluster to let machines join", () -> look(client), "may join"::equals);
    var authority = client.getConfiguration().getCaCertData();
    var workers = new ArrayList<>(context.shells().values());
    workers.remove(context.node1());
    AtOnce.on(workers, shell -> join(context, shell, authority));
  }

  private static String look(KubernetesClient client) {
    return ApiServer.answer(
        () ->
            client.rbac().roleBindings().inNamespace("kube-public").withName(LAST_RIGHT).get()
                    == null
                ? "the permission to read cluster-info is not there yet"
                : "may join");
  }

  private static void join(BootstrapContext context, RemoteShell shell, String authority) {
    shell.write(KubeadmConfig.DISCOVERY, context.kubeadm().discovery(authority), "0600");
    shell.write(JOIN_FILE, context.kubeadm().join(context.machine(shell), context.token()), "0600");
    shell.mustRun(
        Texts.of("sudo -n kubeadm join --config %1$s && sudo -n rm -f %1$s", JOIN_FILE),
        Limit.KUBEADM_JOIN.duration());
  }
}
