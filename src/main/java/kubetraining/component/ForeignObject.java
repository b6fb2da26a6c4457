package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Something that has a name we need, and is not of this training.
 *
 * @param what as in {@code namespace 'monitoring'}
 * @param whose what its metadata say about where it comes from
 * @param cure the command that would remove it
 */
public record ForeignObject(String what, String whose, Cure cure) {
  /**
   * A command that takes any number of targets.
   *
   * @param pattern with {@code %s} for the targets
   */
  record Cure(String pattern, String target) {}

  private static final String HELM = "meta.helm.sh/release-";
  private static final String COMMON = "app.kubernetes.io/";

  /** Describes an object by its own metadata. */
  public static ForeignObject of(HasMetadata object) {
    var meta = object.getMetadata();
    return named(object.getKind(), meta.getNamespace(), meta.getName(), whose(meta));
  }

  /** Describes an object of which only this is known. */
  public static ForeignObject named(
      String kind, @Nullable String namespace, String name, String whose) {
    String lower = kind.toLowerCase(Locale.ROOT);
    String in = namespace == null ? "" : Texts.of(" in '%s'", namespace);
    String option = namespace == null ? "" : " --namespace " + namespace;
    var cure = new Cure("kubectl delete %s" + option, lower + "/" + name);
    return new ForeignObject(Texts.of("the %s '%s'%s", lower, name, in), whose, cure);
  }

  private static String whose(ObjectMeta meta) {
    var signs = new ArrayList<String>();
    var labels = meta.getLabels();
    String release = meta.getAnnotations().get(HELM + "name");
    if (release != null) {
      String words = "of the Helm release '%s' in '%s'";
      signs.add(Texts.of(words, release, meta.getAnnotations().get(HELM + "namespace")));
    }
    sign("managed by '%s'", labels.get(COMMON + "managed-by"), signs);
    sign("part of '%s'", labels.get(COMMON + "part-of"), signs);
    sign("written by '%s'", writers(meta), signs);
    sign("created %s ago", age(meta), signs);
    return signs.isEmpty() ? "nothing says who owns it" : String.join(", ", signs);
  }

  private static void sign(String text, @Nullable String of, List<String> signs) {
    Optional.ofNullable(of).map(each -> Texts.of(text, each)).ifPresent(signs::add);
  }

  private static @Nullable String writers(ObjectMeta meta) {
    String all =
        meta.getManagedFields().stream()
            // What a controller notes in the status says nothing of who wanted it.
            .filter(each -> each.getSubresource() == null || each.getSubresource().isEmpty())
            .map(ManagedFieldsEntry::getManager)
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining("', '"));
    return all.isEmpty() ? null : all;
  }

  private static @Nullable String age(ObjectMeta meta) {
    if (meta.getCreationTimestamp() == null) {
      return null;
    }
    var age = Duration.between(Instant.parse(meta.getCreationTimestamp()), Instant.now());
    if (age.toHours() >= 48) {
      return age.toDays() + " days";
    }
    return age.toMinutes() >= 120 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
  }

  /** Several of them, those of one origin together. */
  public static String inWords(List<ForeignObject> objects) {
    return objects.stream()
        .collect(
            Collectors.groupingBy(ForeignObject::whose, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(ForeignObject::ofOneOrigin)
        .collect(Collectors.joining("; "));
  }

  private static String ofOneOrigin(List<ForeignObject> objects) {
    return Texts.of(
        "%s (%s; if it can be deleted, type on node1: %s)",
        objects.stream().map(ForeignObject::what).collect(Collectors.joining(", ")),
        objects.get(0).whose(),
        String.join("; ", cures(objects)));
  }

  /** The commands that remove them, as few as possible. */
  public static List<String> cures(List<ForeignObject> objects) {
    return objects.stream()
        .map(ForeignObject::cure)
        .collect(
            Collectors.groupingBy(
                Cure::pattern,
                LinkedHashMap::new,
                Collectors.mapping(Cure::target, Collectors.joining(" "))))
        .entrySet()
        .stream()
        .map(each -> Texts.of(each.getKey(), each.getValue()))
        .toList();
  }

  @Override
  public String toString() {
    return ofOneOrigin(List.of(this));
  }
}
