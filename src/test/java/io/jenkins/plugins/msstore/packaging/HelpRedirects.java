package io.jenkins.plugins.msstore.packaging;

import hudson.model.Descriptor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads the help redirects of a descriptor, which Jenkins keeps private. */
final class HelpRedirects {

    private HelpRedirects() {}

    /**
     * The redirects to a field of the same name.
     *
     * @param described a class with its descriptor nested in it
     * @return the classes that the help belongs to, by the fields' names
     */
    static Map<String, Class<?>> of(Class<?> described) {
        try {
            Object descriptor = Arrays.stream(described.getDeclaredClasses())
                    .filter(Descriptor.class::isAssignableFrom)
                    .findFirst()
                    .orElseThrow()
                    .getDeclaredConstructor()
                    .newInstance();
            Map<String, Class<?>> redirects = new HashMap<>();
            for (Map.Entry<?, ?> redirect :
                    ((Map<?, ?>) value(Descriptor.class, "helpRedirect", descriptor)).entrySet()) {
                Class<?> target = redirect.getValue().getClass();
                if (redirect.getKey().equals(value(target, "fieldNameToRedirectTo", redirect.getValue()))) {
                    redirects.put(redirect.getKey().toString(), (Class<?>) value(target, "owner", redirect.getValue()));
                }
            }
            return redirects;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(described.getName(), e);
        }
    }

    private static Object value(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
