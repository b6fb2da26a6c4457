package kubetraining.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Set;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.remote.RemoteShell;

/**
 * Makes the other machines workers, all at once, by {@code kubeadm join}. It does not wait for
 * init's end, only for what init has put in place for those who join; earlier, a join would meet a
 * refusal and look again only after five seconds.
 */
final class KubeadmJoin implements BootstrapPhase {
  private static final String FILE = "/etc/kubernetes/training-join.yaml";
  private static final String JOINED = "/etc/kubernetes/kubelet.conf";
  private static final String LAST_RIGHT = "kubeadm:bootstrap-signer-clusterinfo";
  private static final Duration POLL = Duration.ofMillis(100);

  @Override
  public String name() {
    return "kubeadm join";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of(ApiServer.class);
  }

  @Override
  public void apply(BootstrapContext context) {
    var client = context.client();
    context
        .waits()
        .upTo(context.limits().kubeadmInit())
        .every(POLL)
        .see("the cluster to let machines join", () -> look(client), "may join"::equals);
    var authority = client.getConfiguration().getCaCertData();
    // A repeated bootstrap does not repeat init, and so must make its token known itself.
    var secret = client.resource(context.token().asSecret());
    if (secret.get() == null) {
      secret.create();
    }
    context.onWorkers().run(shell -> join(context, shell, authority));
  }

  /** Looks for the last thing that init puts in place for machines that join. */
  private static String look(KubernetesClient client) {
    try {
      var last = client.rbac().roleBindings().inNamespace("kube-public").withName(LAST_RIGHT).get();
      return last == null ? "the right to read cluster-info is not there yet" : "may join";
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void join(BootstrapContext context, RemoteShell shell, String authority) {
    if (shell.run("test -f " + JOINED, context.limits().command()).succeeded()) {
      return;
    }
    Machine machine = context.machine(shell);
    shell.write(KubeadmConfig.DISCOVERY, context.kubeadm().discovery(authority), "0600");
    shell.write(FILE, context.kubeadm().join(machine, context.token()), "0600");
    shell.mustRun(
        BootstrapContext.KUBEADM + Texts.of("join --config %s && sudo -n rm -f %s", FILE, FILE),
        context.limits().kubeadmJoin());
  }
}
