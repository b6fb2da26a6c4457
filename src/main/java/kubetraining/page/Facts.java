package kubetraining.page;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The facts of a scenario: those that can be drawn, as what they are, and all others in words. */
final class Facts {
  private static final Logger log = LoggerFactory.getLogger(Facts.class);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .build();
  private static final int LONGEST = 2000;
  private final Map<String, Object> facts;
  private final Set<String> taken = new HashSet<>();

  Facts(Map<String, Object> facts) {
    this.facts = facts;
  }

  /**
   * What can be drawn; a fact may be one of it, or a list. A report may come from a file, where a
   * record is a map. What is no such record stays in words.
   */
  <T> List<T> take(String name, Class<T> type) {
    @Nullable Object value = facts.get(name);
    if (value == null) {
      return List.of();
    }
    try {
      var list = JSON.getTypeFactory().constructCollectionType(List.class, type);
      List<T> read = JSON.convertValue(value, list);
      taken.add(name);
      return read;
    } catch (IllegalArgumentException e) {
      log.warn("the fact '{}' cannot be drawn: {}", name, e.getMessage());
      return List.of();
    }
  }

  /** What has not been taken as a picture. */
  List<View.Detail> others() {
    var others = new LinkedHashMap<>(facts);
    others.keySet().removeAll(taken);
    return others.entrySet().stream()
        .map(it -> View.Detail.of(Words.ofFact(it.getKey()), Words.ofValue(it.getValue()), LONGEST))
        .toList();
  }
}
