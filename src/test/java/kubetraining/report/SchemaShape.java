package kubetraining.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** Compares a JSON schema with the records it describes, and says what to write where. */
final class SchemaShape {
  private final JsonNode schema;
  private final List<String> differences = new ArrayList<>();
  private final Set<Class<?>> seen = new LinkedHashSet<>();

  private SchemaShape(JsonNode schema) {
    this.schema = schema;
  }

  /** What the schema lacks or has too much, a sentence each. */
  static List<String> differences(JsonNode schema, Class<?> root) {
    var shape = new SchemaShape(schema);
    shape.compareRecord("", root);
    return shape.differences;
  }

  /** Compares records and enumerations that a type is made of. */
  private void compare(Type type) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(this::compare);
    } else if (type instanceof Class<?> each && each.getName().startsWith("kubetraining.")) {
      String pointer = "/$defs/" + each.getSimpleName();
      if (!seen.add(each)) {
        return;
      }
      if (each.isEnum()) {
        compareEnum(pointer, each);
      } else {
        compareRecord(pointer, each);
      }
    }
  }

  private void compareEnum(String pointer, Class<?> type) {
    var values = Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    expect(pointer + "/enum", values, texts(schema.at(pointer).path("enum")));
    String text = schema.at(pointer).path("description").asText();
    values.forEach(value -> expect(pointer + "/description", true, text.contains(value + ": ")));
  }

  private void compareRecord(String pointer, Class<?> type) {
    var names = new TreeSet<String>();
    for (RecordComponent each : type.getRecordComponents()) {
      names.add(each.getName());
      boolean nullable = each.getAnnotatedType().isAnnotationPresent(Nullable.class);
      compareProperty(pointer, each.getName(), each.getGenericType(), nullable);
    }
    // What is written beside the components, because it follows from them.
    for (Method each : type.getDeclaredMethods()) {
      if (each.isAnnotationPresent(JsonProperty.class) && names.add(each.getName())) {
        compareProperty(pointer, each.getName(), each.getGenericReturnType(), false);
      }
    }
    JsonNode node = schema.at(pointer);
    var properties = new TreeSet<String>();
    node.path("properties").fieldNames().forEachRemaining(properties::add);
    expect(pointer + "/properties", names, properties);
    expect(pointer + "/required", names, new TreeSet<>(texts(node.path("required"))));
    expect(pointer + "/additionalProperties", "false", node.path("additionalProperties").asText());
  }

  private void compareProperty(String pointer, String name, Type type, boolean nullable) {
    compare(type);
    String at = Texts.of("%s/properties/%s", pointer, name);
    JsonNode property = schema.at(at);
    if (!property.isMissingNode()) {
      expect(at + " may be null", nullable, property.toString().contains("\"null\""));
      expect(at + " is described", true, !property.path("description").asText().isBlank());
    }
  }

  private void expect(String where, Object expected, Object seen) {
    if (!expected.equals(seen)) {
      differences.add(Texts.of("%s: expected %s, is %s", where, expected, seen));
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
