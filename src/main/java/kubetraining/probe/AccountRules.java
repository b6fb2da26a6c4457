package kubetraining.probe;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/** All that a service account may do by the roles that are bound to it, or to a group of it. */
public final class AccountRules {
  private static final Set<String> LOOKS = Set.of("get", "list", "watch");

  /** By these a look becomes a deed, or leaves the API server. */
  private static final Set<String> DOORS = Set.of("exec", "attach", "portforward", "proxy");

  /** What everybody may ask about themselves; the API server answers, and forgets. */
  private static final Set<String> QUESTIONS =
      Set.of("selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews");

  private final KubernetesClient client;

  public AccountRules(KubernetesClient client) {
    this.client = client;
  }

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
    var clusterRoles =
        client.rbac().clusterRoles().list().getItems().stream()
            .collect(Collectors.toMap(each -> each.getMetadata().getName(), ClusterRole::getRules));
    var granted = new ArrayList<Granted>();
    for (ClusterRoleBinding each : client.rbac().clusterRoleBindings().list().getItems()) {
      if (isMeant(account, each.getSubjects(), "")) {
        String by = "ClusterRoleBinding " + each.getMetadata().getName();
        add(by, rules(each.getRoleRef(), clusterRoles, Map.of()), granted);
      }
    }
    for (RoleBinding each : client.rbac().roleBindings().inAnyNamespace().list().getItems()) {
      String namespace = each.getMetadata().getNamespace();
      if (isMeant(account, each.getSubjects(), namespace)) {
        String by = Texts.of("RoleBinding %s/%s", namespace, each.getMetadata().getName());
        add(by, rules(each.getRoleRef(), clusterRoles, roles(namespace)), granted);
      }
    }
    return granted;
  }

  private Map<String, List<PolicyRule>> roles(String namespace) {
    return client.rbac().roles().inNamespace(namespace).list().getItems().stream()
        .collect(Collectors.toMap(each -> each.getMetadata().getName(), Role::getRules));
  }

  private static void add(String by, List<PolicyRule> rules, List<Granted> granted) {
    rules.forEach(rule -> granted.add(new Granted(by, rule)));
  }

  // A role that is bound, but does not exist, allows nothing.
  private static List<PolicyRule> rules(
      RoleRef role,
      Map<String, List<PolicyRule>> clusterRoles,
      Map<String, List<PolicyRule>> roles) {
    return (role.getKind().equals("ClusterRole") ? clusterRoles : roles)
        .getOrDefault(role.getName(), List.of());
  }

  private static boolean isMeant(AccountName account, List<Subject> subjects, String namespace) {
    return subjects.stream()
        .anyMatch(
            each ->
                switch (each.getKind()) {
                  case "ServiceAccount" ->
                      each.getName().equals(account.name())
                          && account.namespace().equals(placeOf(each, namespace));
                  case "User" -> each.getName().equals(account.user());
                  default -> account.groups().contains(each.getName());
                });
  }

  private static String placeOf(Subject subject, String namespace) {
    return subject.getNamespace() == null ? namespace : subject.getNamespace();
  }
}
