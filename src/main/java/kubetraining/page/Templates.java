package kubetraining.page;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import kubetraining.host.Printable;
import kubetraining.host.Texts;

/**
 * The templates of the page. Whatever is filled in is escaped, as the ending {@code .ftlh} of each
 * says; only {@link #markup} passes as it is, and templates cannot make that themselves.
 */
final class Templates {
  private static final String FOLDER = "/kubetraining/page";
  private static final Configuration CONFIGURATION = configuration();

  private Templates() {}

  /** A template filled in, with every sign visible. */
  static String fill(String template, Map<String, ?> values) {
    var text = new StringWriter(16_384);
    try {
      CONFIGURATION.getTemplate(template + ".ftlh").process(values, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the template " + template, e);
    } catch (TemplateException e) {
      throw new IllegalStateException(
          Texts.of("cannot fill in the template %s: %s", template, e.getMessage()), e);
    }
    return Printable.of(text.toString());
  }

  /** Markup made by this package, which is not escaped again. */
  static TemplateHTMLOutputModel markup(String html) {
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(html);
    } catch (TemplateModelException e) {
      throw new IllegalStateException("cannot take markup into a template", e);
    }
  }

  /** A file beside the templates, as it is. */
  static String file(String name) {
    return Texts.file(Templates.class, FOLDER + "/" + name);
  }

  private static Configuration configuration() {
    var configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(Templates.class, FOLDER);
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setURLEscapingCharset(StandardCharsets.UTF_8.name());
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    return configuration;
  }
}
