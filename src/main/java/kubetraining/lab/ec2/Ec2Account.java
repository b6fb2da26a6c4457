package kubetraining.lab.ec2;

import java.util.Optional;
import kubetraining.host.Texts;
import kubetraining.lab.LabSpec;
import kubetraining.lab.LabUnavailableException;

/** Whose account pays for a lab: asked, and said, before anything is made in it. */
record Ec2Account(Ec2Connection connection) {

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
                    connection.endpoint().where(),
                    account,
                    spec.cpuCredits().orElse("AWS's default for the type")));
  }

  /** The account that pays, in the same way. */
  Optional<String> required() {
    if (!connection.endpoint().hasAccounts()) {
      return Optional.empty();
    }
    var account = connection.identity().getCallerIdentity().account();
    var required = connection.endpoint().account().orElse(account);
    if (!required.equals(account)) {
      throw new LabUnavailableException(
          Texts.of(
              "the credentials belong to account %s, but lab.aws.account asks for %s; nothing was"
                  + " changed: choose other credentials, for instance by AWS_PROFILE, or change the setting",
              account, required));
    }
    return Optional.of(account);
  }
}
