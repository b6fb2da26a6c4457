package kubetraining.redaction;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies records with every text in them redacted, whatever fields they have or come to have. It
 * remembers what it has seen: a report is written often, and most of it is as before.
 */
public final class RedactedCopy {
  private final Map<String, String> seen = new HashMap<>();
  private int known = -1;

  /**
   * The copy. A key of a map tells what its value is, and may hold a secret itself. What is neither
   * text, record, list nor map stays.
   */
  @SuppressWarnings("unchecked")
  public synchronized <T> T of(T original) {
    if (known != Redaction.known()) {
      known = Redaction.known();
      seen.clear();
    }
    return (T) copy(null, original);
  }

  /**
   * The copy of a value, of each in a list of them too; the name, if it has one, tells what it is.
   */
  private @Nullable Object copy(@Nullable String name, @Nullable Object value) {
    if (value instanceof String text) {
      return name == null
          ? seen.computeIfAbsent(text, Redaction::redact)
          : Redaction.redact(name, text);
    }
    if (value instanceof List<?> list) {
      var copies = new ArrayList<@Nullable Object>();
      list.forEach(each -> copies.add(copy(name, each)));
      return copies;
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    return value instanceof Record each ? record(each) : value;
  }

  private Map<Object, @Nullable Object> map(Map<?, ?> original) {
    var copies = new LinkedHashMap<Object, @Nullable Object>();
    Object said = original.get("name");
    original.forEach(
        (key, value) -> {
          Object name = key.equals("value") && said instanceof String ? said : key;
          Object free = copy(null, key);
          // Two keys that differed in nothing but a secret stay two.
          for (int i = 2; copies.containsKey(free); i++) {
            free = copy(null, key) + " (" + i + ")";
          }
          copies.put(free, copy(name instanceof String text ? text : null, value));
        });
    return copies;
  }

  private Object record(Record original) {
    RecordComponent[] parts = original.getClass().getRecordComponents();
    var types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var values = new @Nullable Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        var accessor = parts[i].getAccessor();
        accessor.setAccessible(true);
        values[i] = copy(null, accessor.invoke(original));
      }
      var constructor = original.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(original.getClass() + " cannot be copied", e);
    }
  }
}
