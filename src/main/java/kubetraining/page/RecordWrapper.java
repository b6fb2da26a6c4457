package kubetraining.page;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import kubetraining.host.Texts;

/** Shows templates the components of records, and of all other objects nothing at all. */
final class RecordWrapper extends DefaultObjectWrapper {
  private static final ClassValue<Map<String, Method>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          var components = new HashMap<String, Method>();
          for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            components.put(component.getName(), accessor);
          }
          return components;
        }
      };

  RecordWrapper() {
    super(Configuration.VERSION_2_3_34);
  }

  @Override
  protected TemplateModel handleUnknownType(Object object) throws TemplateModelException {
    if (object instanceof Record) {
      return new Components(object);
    }
    if (object instanceof TemplateModel model) {
      return model;
    }
    throw new TemplateModelException(
        Texts.of(
            "a template is to show a %s, which is neither a record nor a simple value",
            object.getClass().getName()));
  }

  private final class Components implements TemplateHashModel {
    private final Object object;

    Components(Object object) {
      this.object = object;
    }

    @Override
    public TemplateModel get(String name) throws TemplateModelException {
      Method accessor = COMPONENTS.get(object.getClass()).get(name);
      if (accessor == null) {
        throw new TemplateModelException(
            Texts.of("%s has no component '%s'", object.getClass().getSimpleName(), name));
      }
      try {
        return wrap(accessor.invoke(object));
      } catch (ReflectiveOperationException e) {
        throw new TemplateModelException("cannot read component " + name, e);
      }
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }
}
