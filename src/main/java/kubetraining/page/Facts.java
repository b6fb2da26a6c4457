package kubetraining.page;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The facts of a scenario: those that can be drawn, as what they are, and all others in words. */
final class Facts {
  private static final Logger log = LoggerFactory.getLogger(Facts.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final int LONGEST = 2000;
  private final Map<String, Object> facts;
  private final Set<String> taken = new HashSet<>();

  Facts(Map<String, Object> facts) {
    this.facts = facts;
  }

  List<PlacedPod> placements() {
    return take(PlacedPod.FACT, new TypeReference<List<PlacedPod>>() {}).orElse(List.of());
  }

  List<CpuLook> cpus() {
    return take(CpuLook.FACT, new TypeReference<List<CpuLook>>() {}).orElse(List.of());
  }

  List<PodSpan> timeline() {
    return take(PodSpan.FACT, new TypeReference<List<PodSpan>>() {}).orElse(List.of());
  }

  Optional<SeriesPicture> series() {
    return take(SeriesPicture.FACT, new TypeReference<SeriesPicture>() {});
  }

  /** What has not been taken as a picture. */
  List<View.Detail> others() {
    var others = new LinkedHashMap<>(facts);
    others.keySet().removeAll(taken);
    return others.entrySet().stream()
        .map(it -> View.Detail.of(Words.ofFact(it.getKey()), Words.ofValue(it.getValue()), LONGEST))
        .toList();
  }

  // A report may come from a file, where a record is a map. What is no such record stays in words.
  private <T> Optional<T> take(String name, TypeReference<T> type) {
    @Nullable Object value = facts.get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      var read = Optional.of(JSON.convertValue(value, type));
      taken.add(name);
      return read;
    } catch (IllegalArgumentException e) {
      log.warn("the fact '{}' cannot be drawn: {}", name, e.getMessage());
      return Optional.empty();
    }
  }
}
