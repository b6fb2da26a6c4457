package kubetraining.cluster;

import java.util.Set;
import kubetraining.host.Texts;

/** Makes node1 the control plane, by {@code kubeadm init}. */
final class KubeadmInit implements BootstrapPhase {
  private static final String DONE = "/etc/kubernetes/training-init.done";

  @Override
  public String name() {
    return "kubeadm init";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of(HostPrerequisites.class, ContainerRuntime.class);
  }

  @Override
  public void apply(BootstrapContext context) {
    var node1 = context.controlPlane();
    var shell = context.shell(node1);
    if (shell.run("test -f " + DONE, context.limits().command()).succeeded()) {
      return;
    }
    context.write(node1, AuditPolicy.FILE, AuditPolicy.document(), "0600");
    shell.write(
        BootstrapContext.INIT_FILE,
        context.kubeadm().init(context.facts(node1), context.token()),
        "0600");
    shell.mustRun(
        Texts.of("sudo -n kubeadm init --config %s --skip-token-print", BootstrapContext.INIT_FILE),
        context.limits().kubeadmInit());
    shell.mustRun("sudo -n touch " + DONE, context.limits().command());
  }
}
