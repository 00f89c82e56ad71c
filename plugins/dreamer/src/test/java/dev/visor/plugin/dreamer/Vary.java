package dev.visor.plugin.dreamer;

import dev.visor.api.Profile;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Changes some components of the parameters of {@code smoke}. */
final class Vary {
  private Vary() {}

  static DreamerParameters smoke(Map<String, Object> changes) {
    try {
      DreamerParameters parameters = DreamerParameters.defaults(Profile.SMOKE);
      RecordComponent[] components = DreamerParameters.class.getRecordComponents();
      Object[] values = new Object[components.length];
      Map<String, Object> left = new TreeMap<>(changes);
      for (int i = 0; i < components.length; i++) {
        String name = components[i].getName();
        values[i] =
            left.containsKey(name)
                ? left.remove(name)
                : components[i].getAccessor().invoke(parameters);
      }
      if (!left.isEmpty()) {
        throw new IllegalArgumentException("no parameters named " + left.keySet());
      }
      Constructor<DreamerParameters> constructor =
          DreamerParameters.class.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the record of parameters", e);
    }
  }
}
