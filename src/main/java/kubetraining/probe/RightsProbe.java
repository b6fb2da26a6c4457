package kubetraining.probe;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
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

/** What an account may do: asked of the API server, or read from the roles bound to it. */
public record RightsProbe(KubernetesClient client) {

  private static final Set<String> LOOKS = Set.of("get", "list", "watch");

  /** By these a look becomes a deed, or leaves the API server. */
  private static final Set<String> DOORS = Set.of("exec", "attach", "portforward", "proxy");

  /** What everybody may ask about themselves; the API server answers, and forgets. */
  private static final Set<String> QUESTIONS =
      Set.of("selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews");

  /** The namespaces in which an account may do this. */
  public List<String> namespacesWhereMayDo(Account account, String verb, String resource) {
    return client.namespaces().list().getItems().stream()
        .map(each -> each.getMetadata().getName())
        .filter(namespace -> mayDo(account, verb, resource, namespace))
        .toList();
  }

  /**
   * Whether an account may do this.
   *
   * @param resource as in {@code pods}, or with its group, as in {@code nodes.metrics.k8s.io}
   * @param namespace empty for all of them, and for what is in none
   */
  public boolean mayDo(Account account, String verb, String resource, String namespace) {
    int dot = resource.indexOf('.');
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(account.user())
            .addAllToGroups(account.groups())
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withVerb(verb)
            .withGroup(dot < 0 ? "" : resource.substring(dot + 1))
            .withResource(dot < 0 ? resource : resource.substring(0, dot))
            .endResourceAttributes()
            .endSpec()
            .build();
    return Boolean.TRUE.equals(
        client.authorization().v1().subjectAccessReview().create(review).getStatus().getAllowed());
  }

  /** Which service account is meant. */
  public record Account(String namespace, String name) {

    /** Reads {@code namespace:name}. */
    public static Account of(String text) {
      int colon = text.indexOf(':');
      if (colon < 1 || colon == text.length() - 1) {
        throw new IllegalArgumentException(
            Texts.of("'%s' is not the name of an account; write namespace:name", text));
      }
      return new Account(text.substring(0, colon), text.substring(colon + 1));
    }

    /** What the API server calls it. */
    String user() {
      return "system:serviceaccount:" + this;
    }

    /** The groups that it is in, by what it is. */
    List<String> groups() {
      return List.of(
          "system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated");
    }

    @Override
    public String toString() {
      return namespace + ":" + name;
    }
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
  public List<Granted> rules(Account account) {
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

  private static boolean isMeant(Account account, List<Subject> subjects, String namespace) {
    return subjects.stream()
        .anyMatch(
            each ->
                switch (each.getKind()) {
                  case "ServiceAccount" ->
                      account.equals(
                          new Account(
                              Objects.requireNonNullElse(each.getNamespace(), namespace),
                              each.getName()));
                  case "User" -> each.getName().equals(account.user());
                  default -> account.groups().contains(each.getName());
                });
  }
}
