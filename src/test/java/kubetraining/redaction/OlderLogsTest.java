package kubetraining.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OlderLogsTest {
  @Test
  void twoFullLogsAreKeptInAFolderOfAnyName(@TempDir Path folder) throws Exception {
    Path logs = folder.resolve("feature%2Flog %i");
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("training.log", logs.toString());
    var joran = new JoranConfigurator();
    joran.setContext(context);
    joran.doConfigure(OlderLogsTest.class.getResource("/logback.xml"));
    var appender = (RollingFileAppender<?>) context.getLogger("ROOT").getAppender("FILE");

    for (String word : new String[] {"one", "two", "three", "four"}) {
      context.getLogger("any").info(word);
      appender.rollover();
    }
    context.getLogger("any").info("now");
    context.stop();

    assertThat(logs.resolve("training.log")).content().endsWith(" now\n").hasLineCount(1);
    assertThat(logs.resolve("training.1.log")).content().endsWith(" four\n").hasLineCount(1);
    assertThat(logs.resolve("training.2.log")).content().endsWith(" three\n").hasLineCount(1);
    assertThat(logs).isDirectoryNotContaining("glob:**.3.log");
  }
}
