package kubetraining.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OlderLogsTest {
  private final LoggerContext context = new LoggerContext();
  private final RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();

  @Test
  void twoFullLogsAreKeptInAFolderOfAnyName(@TempDir Path folder) throws IOException {
    Path log = Files.createDirectories(folder.resolve("feature%2Flog %i")).resolve("training.log");
    begin(log);

    for (String word : new String[] {"one", "two", "three", "four"}) {
      context.getLogger("any").info(word);
      appender.rollover();
    }
    context.getLogger("any").info("now");
    context.stop();

    assertThat(log).hasContent("now");
    assertThat(log.resolveSibling("training.1.log")).hasContent("four");
    assertThat(log.resolveSibling("training.2.log")).hasContent("three");
    assertThat(log.getParent()).isDirectoryNotContaining("glob:**.3.log");
  }

  private void begin(Path log) {
    context.setMDCAdapter(new LogbackMDCAdapter());
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%msg%n");
    encoder.start();
    var policy = new OlderLogs();
    policy.setContext(context);
    policy.setParent(appender);
    appender.setContext(context);
    appender.setFile(log.toString());
    appender.setEncoder(encoder);
    appender.setRollingPolicy(policy);
    var never = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    never.start();
    appender.setTriggeringPolicy(never);
    policy.start();
    appender.start();
    context.getLogger("ROOT").addAppender(appender);
  }
}
