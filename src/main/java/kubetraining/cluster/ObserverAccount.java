package kubetraining.cluster;

import java.util.Set;
import kubetraining.host.Texts;

/**
 * Gives the suite an account to look by, which may change nothing. The certificate is signed by the
 * cluster itself; the rights are those of {@code manifests/observer}.
 */
final class ObserverAccount implements BootstrapPhase {
  static final String USER = "kube-training:observer";

  @Override
  public String name() {
    return "observer's account";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of(ApiServer.class);
  }

  @Override
  public void apply(BootstrapContext context) {
    var folder = context.spec().manifests().resolve("observer");
    Manifests.apply(context.client(), Manifests.in(context.client(), folder));
    context.observer(
        context
            .shell(context.controlPlane())
            .mustRun(
                Texts.of(
                    "sudo -n kubeadm kubeconfig user --config %s --client-name %s",
                    BootstrapContext.INIT_FILE, USER),
                context.limits().command())
            .stdout());
  }
}
