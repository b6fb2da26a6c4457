package kubetraining.redaction;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;

/** The word {@code %redacted(...)} of logback's patterns: what it encloses, without secrets. */
public final class RedactedLines extends CompositeConverter<ILoggingEvent> {
  @Override
  protected String transform(ILoggingEvent event, String written) {
    return Redaction.redact(written);
  }
}
