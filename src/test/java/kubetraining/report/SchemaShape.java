package kubetraining.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** Compares a JSON schema with the records it describes, and says what to write where. */
final class SchemaShape {
  private final JsonNode schema;
  private final List<String> differences = new ArrayList<>();
  private final Deque<Class<?>> open = new ArrayDeque<>();
  private final Set<Class<?>> seen = new HashSet<>();

  private SchemaShape(JsonNode schema) {
    this.schema = schema;
  }

  /** What the schema lacks or has too much, a sentence each. */
  static List<String> differences(JsonNode schema, Class<?> root) {
    var shape = new SchemaShape(schema);
    shape.compareRecord("", schema, root);
    while (!shape.open.isEmpty()) {
      Class<?> type = shape.open.remove();
      String pointer = "/$defs/" + type.getSimpleName();
      JsonNode node = schema.at(pointer);
      if (node.isMissingNode()) {
        shape.differences.add(Texts.of("add %s, for %s", pointer, type.getName()));
      } else if (type.isEnum()) {
        shape.compareEnum(pointer, node, type);
      } else {
        shape.compareRecord(pointer, node, type);
      }
    }
    return shape.differences;
  }

  private void compareEnum(String pointer, JsonNode node, Class<?> type) {
    var inCode = Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    if (!texts(node.path("enum")).equals(inCode)) {
      differences.add(Texts.of("set %s/enum to %s", pointer, quoted(inCode)));
    }
    inCode.stream()
        .filter(value -> !node.path("description").asText().contains(value + ": "))
        .forEach(value -> differences.add(Texts.of("describe %s in %s", value, pointer)));
  }

  private void compareRecord(String pointer, JsonNode node, Class<?> type) {
    var names = new ArrayList<String>();
    for (RecordComponent component : type.getRecordComponents()) {
      names.add(component.getName());
      String at = Texts.of("%s/properties/%s", pointer, component.getName());
      JsonNode property = schema.at(at);
      enqueue(component.getGenericType());
      if (property.isMissingNode()) {
        differences.add(
            Texts.of(
                "add \"%s\": %s to %s/properties, and \"%1$s\" to %3$s/required",
                component.getName(), example(component), pointer));
        continue;
      }
      if (property.path("description").asText().isBlank()) {
        differences.add(Texts.of("describe %s in plain words", at));
      }
      if (nullable(component) != property.toString().contains("\"null\"")) {
        differences.add(
            Texts.of(
                "%s %s null, as in %s",
                at, nullable(component) ? "must allow" : "must not allow", type));
      }
    }
    for (Method told : toldBeside(type)) {
      names.add(told.getName());
      enqueue(told.getGenericReturnType());
      String at = Texts.of("%s/properties/%s", pointer, told.getName());
      if (schema.at(at).path("description").asText().isBlank()) {
        differences.add(Texts.of("add %s, and describe it in plain words", at));
      }
    }
    node.path("properties")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                differences.add(
                    Texts.of(
                        "remove %s/properties/%s, %s has none", pointer, name, type.getName()));
              }
            });
    if (!Set.copyOf(texts(node.path("required"))).equals(Set.copyOf(names))) {
      differences.add(Texts.of("set %s/required to %s", pointer, quoted(names)));
    }
    if (!node.path("additionalProperties").isBoolean()
        || node.path("additionalProperties").asBoolean()) {
      differences.add(Texts.of("set %s/additionalProperties to false", pointer));
    }
  }

  /** What is written beside the components, because it follows from them. */
  private static List<Method> toldBeside(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonProperty.class))
        .filter(
            method ->
                Arrays.stream(type.getRecordComponents())
                    .noneMatch(each -> each.getName().equals(method.getName())))
        .toList();
  }

  private void enqueue(Type type) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(this::enqueue);
    } else if (type instanceof Class<?> each
        && (each.isRecord() || each.isEnum())
        && seen.add(each)) {
      open.add(each);
    }
  }

  private static String example(RecordComponent component) {
    String type = jsonType(component.getGenericType());
    if (nullable(component)) {
      type =
          type.startsWith("\"$ref\"")
              ? Texts.of("\"anyOf\": [{\"type\": \"null\"}, {%s}]", type)
              : type.replaceFirst("\"type\": (\"[a-z]+\")", "\"type\": [$1, \"null\"]");
    }
    return Texts.of("{\"description\": \"...\", %s}", type);
  }

  private static String jsonType(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == Map.class
          ? "\"type\": \"object\", \"additionalProperties\": true"
          : Texts.of(
              "\"type\": \"array\", \"items\": {%s}",
              jsonType(generic.getActualTypeArguments()[0]));
    }
    if (type == Instant.class) {
      return "\"type\": \"string\", \"format\": \"date-time\"";
    }
    if (type == boolean.class) {
      return "\"type\": \"boolean\"";
    }
    if (type == int.class || type == long.class) {
      return "\"type\": \"integer\"";
    }
    if (type == double.class) {
      return "\"type\": \"number\"";
    }
    return type == String.class
        ? "\"type\": \"string\""
        : Texts.of("\"$ref\": \"#/$defs/%s\"", ((Class<?>) type).getSimpleName());
  }

  private static boolean nullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String quoted(List<String> values) {
    return values.stream()
        .map(value -> Texts.of("\"%s\"", value))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
