package kubetraining.lab.ec2;

import java.util.Optional;
import kubetraining.host.Texts;
import kubetraining.lab.LabSpec;
import kubetraining.lab.LabUnavailableException;

/** Whose account pays for a lab: asked, and said, before anything is made in it. */
record Ec2Account(Ec2Connection connection, Ec2Endpoint endpoint) {

  /**
   * What a lab will be, and in which account; empty for an API on this computer, which has none.
   *
   * @throws LabUnavailableException if another account has to be it
   */
  Optional<String> announcement(LabSpec spec) {
    return required()
        .map(
            account ->
                Texts.of(
                    "%d x %s from %s, paid by account %s; CPU credits: %s",
                    spec.machines(),
                    spec.instanceType(),
                    endpoint.where(),
                    account,
                    spec.cpuCredits().orElse("as AWS gives them to the type")));
  }

  /**
   * The account that pays; empty for an API on this computer, which has none.
   *
   * @throws LabUnavailableException if another account has to be it
   */
  Optional<String> required() {
    if (!endpoint.hasAccounts()) {
      return Optional.empty();
    }
    var account = connection.identity().getCallerIdentity().account();
    endpoint
        .account()
        .filter(required -> !required.equals(account))
        .ifPresent(required -> refuse(account, required));
    return Optional.of(account);
  }

  private void refuse(String account, String required) {
    throw new LabUnavailableException(
        Texts.of(
            "the credentials belong to account %s, but lab.aws.account asks for %s; nothing was changed:"
                + " choose other credentials, as by AWS_PROFILE, or change the setting",
            account, required));
  }
}
