package kubetraining.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import kubetraining.host.FileWork;

/** How reports are written as JSON: times as text, as ISO 8601 has them. */
public final class ReportJson {
  /** For files that people read, too. */
  public static final JsonMapper INDENTED =
      builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReportJson() {}

  /** Something of a report as such a file. */
  public static byte[] bytes(Object value) {
    return FileWork.get(
        "cannot be written as JSON: " + value.getClass(), () -> INDENTED.writeValueAsBytes(value));
  }

  static JsonMapper.Builder builder() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  }
}
