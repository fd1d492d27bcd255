package io.jenkins.plugins.msstore.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Action;
import hudson.model.Describable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.Test;

/**
 * Jenkins stores actions, configuration, credentials and build steps with XStream, which reads a Java record back as null
 * and loses the field that follows it, silently.
 */
class StoredStateTest {
    private static final String OWN = "io.jenkins.plugins.msstore.";

    private final BuiltPlugin plugin;

    StoredStateTest() throws Exception {
        plugin = BuiltPlugin.onClassPath();
    }

    @Test
    void noFieldThatJenkinsStoresHoldsARecord() {
        Deque<Class<?>> open = new ArrayDeque<>(stored());
        Set<Class<?>> seen = new HashSet<>(open);
        List<String> records = new ArrayList<>();
        assertThat(open).isNotEmpty();

        while (!open.isEmpty()) {
            for (Field field : storedFields(open.remove())) {
                for (Class<?> held : heldBy(field)) {
                    if (held.isRecord()) {
                        records.add(field + " holds " + held.getName());
                    }
                    if (seen.add(held)) {
                        open.add(held);
                    }
                }
            }
        }

        assertThat(records).isEmpty();
    }

    private List<Class<?>> stored() {
        return plugin.classes().stream()
                .filter(type -> Action.class.isAssignableFrom(type) || Describable.class.isAssignableFrom(type))
                .filter(type -> !Step.class.isAssignableFrom(type))
                .toList();
    }

    private static List<Field> storedFields(Class<?> type) {
        return Stream.<Class<?>>iterate(type, ancestor -> ancestor != null, Class::getSuperclass)
                .filter(ancestor -> ancestor.getName().startsWith(OWN))
                .flatMap(ancestor -> Arrays.stream(ancestor.getDeclaredFields()))
                .filter(field -> (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
                .toList();
    }

    /** The plugin's classes that a field may hold, including subclasses. */
    private List<Class<?>> heldBy(Field field) {
        return reachable(field.getGenericType())
                .filter(declared -> declared != Object.class)
                .flatMap(declared -> plugin.classes().stream().filter(declared::isAssignableFrom))
                .toList();
    }

    private static Stream<Class<?>> reachable(Type type) {
        if (type instanceof Class<?>) {
            Class<?> plain = (Class<?>) type;
            return Stream.of(plain.isArray() ? plain.getComponentType() : plain);
        }
        if (type instanceof ParameterizedType) {
            ParameterizedType generic = (ParameterizedType) type;
            return Stream.concat(Stream.of(generic.getRawType()), Arrays.stream(generic.getActualTypeArguments()))
                    .flatMap(StoredStateTest::reachable);
        }
        if (type instanceof WildcardType) {
            return Arrays.stream(((WildcardType) type).getUpperBounds()).flatMap(StoredStateTest::reachable);
        }
        return type instanceof GenericArrayType
                ? reachable(((GenericArrayType) type).getGenericComponentType())
                : Stream.of();
    }
}
