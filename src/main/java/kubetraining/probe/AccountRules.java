package kubetraining.probe;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/** All that a service account may do by the roles that are bound to it, or to a group of it. */
public record AccountRules(KubernetesClient client) {
  private static final Set<String> LOOKS = Set.of("get", "list", "watch");

  /** By these a look becomes a deed, or leaves the API server. */
  private static final Set<String> DOORS = Set.of("exec", "attach", "portforward", "proxy");

  /** What everybody may ask about themselves; the API server answers, and forgets. */
  private static final Set<String> QUESTIONS =
      Set.of("selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews");

  /** One rule of a role, and how the account came by it. */
  public record Granted(String by, PolicyRule rule) {

    /** Whether it allows more than to look, or to look at secrets. */
    public boolean isMoreThanLooking() {
      return !(LOOKS.containsAll(rule.getVerbs()) || isQuestion())
          || resources().anyMatch(each -> DOORS.contains(each.substring(each.indexOf('/') + 1)))
          || isAboutSecrets();
    }

    private boolean isQuestion() {
      return rule.getVerbs().equals(List.of("create"))
          && !rule.getResources().isEmpty()
          && QUESTIONS.containsAll(rule.getResources());
    }

    private boolean isAboutSecrets() {
      return (rule.getApiGroups().contains("") || rule.getApiGroups().contains("*"))
          && resources().anyMatch(each -> each.equals("*") || each.split("/")[0].equals("secrets"));
    }

    private Stream<String> resources() {
      return rule.getResources().stream();
    }

    @Override
    public String toString() {
      return Texts.of(
          "%s %s%s%s (by %s)",
          rule.getVerbs(),
          rule.getResources(),
          rule.getApiGroups(),
          rule.getNonResourceURLs().isEmpty() ? "" : rule.getNonResourceURLs(),
          by);
    }
  }

  /** The rules that are the account's by its own name, and those of its groups. */
  public List<Granted> of(AccountName account) {
    var granted = new ArrayList<Granted>();
    for (var each : client.rbac().clusterRoleBindings().list().getItems()) {
      if (isMeant(account, each.getSubjects(), "")) {
        String by = "ClusterRoleBinding " + each.getMetadata().getName();
        rules(each.getRoleRef(), "").forEach(rule -> granted.add(new Granted(by, rule)));
      }
    }
    for (var each : client.rbac().roleBindings().inAnyNamespace().list().getItems()) {
      String namespace = each.getMetadata().getNamespace();
      if (isMeant(account, each.getSubjects(), namespace)) {
        String by = Texts.of("RoleBinding %s/%s", namespace, each.getMetadata().getName());
        rules(each.getRoleRef(), namespace).forEach(rule -> granted.add(new Granted(by, rule)));
      }
    }
    return granted;
  }

  // A role that is bound, but does not exist, allows nothing.
  private List<PolicyRule> rules(RoleRef role, String namespace) {
    var rbac = client.rbac();
    return role.getKind().equals("ClusterRole")
        ? Optional.ofNullable(rbac.clusterRoles().withName(role.getName()).get())
            .map(ClusterRole::getRules)
            .orElse(List.of())
        : Optional.ofNullable(rbac.roles().inNamespace(namespace).withName(role.getName()).get())
            .map(Role::getRules)
            .orElse(List.of());
  }

  private static boolean isMeant(AccountName account, List<Subject> subjects, String namespace) {
    return subjects.stream()
        .anyMatch(
            each ->
                switch (each.getKind()) {
                  case "ServiceAccount" ->
                      account.equals(
                          new AccountName(
                              Objects.requireNonNullElse(each.getNamespace(), namespace),
                              each.getName()));
                  case "User" -> each.getName().equals(account.user());
                  default -> account.groups().contains(each.getName());
                });
  }
}
