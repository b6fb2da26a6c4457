package kubetraining.course;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run is asked to do, out of what there is.
 *
 * @param selection the tag expression, empty for everything
 * @param sections title by section, in the order of the guide
 * @param features the feature files, in their order
 * @param guide every scenario there is, in the order of the guide
 * @param selected the ids of those that were asked for
 * @param allowed the ids of those that need not be attempted
 * @param leftOut the ids of those that the selection matches, but that run only if asked for by
 *     name
 */
public record RunPlan(
    String selection,
    Map<String, String> sections,
    List<FeatureText> features,
    List<PlannedScenario> guide,
    Set<String> selected,
    Set<String> allowed,
    Set<String> leftOut) {
  /** The tags of all scenarios that were asked for. */
  public Set<String> selectedTags() {
    return guide.stream()
        .filter(each -> selected.contains(each.id()))
        .flatMap(each -> each.tags().stream())
        .collect(Collectors.toSet());
  }
}
