package io.jenkins.plugins.msstore.packaging;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** How a form reads and writes the properties of one class. */
final class FormBinding {
    private final Class<?> type;

    FormBinding(Class<?> type) {
        this.type = type;
    }

    /**
     * The properties that a form can set.
     *
     * @return names of properties, sorted
     */
    SortedSet<String> properties() {
        Stream<String> ofSetters = methods()
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(method -> uncapitalized(method.getName().substring("set".length())));
        Stream<String> ofFields = fields().filter(field -> field.isAnnotationPresent(DataBoundSetter.class))
                .map(Field::getName);
        return Stream.of(parameters(), ofSetters, ofFields)
                .flatMap(names -> names)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Whether a form can show the property: a public getter or a public field.
     *
     * @param property as {@code field="…"} names it
     */
    boolean reads(String property) {
        return propertyType(property).isPresent();
    }

    /**
     * Whether a form can set the property: a parameter of the data-bound constructor, a data-bound setter or field.
     *
     * @param property as {@code field="…"} names it
     */
    boolean writes(String property) {
        return properties().contains(property);
    }

    /**
     * The type of a list property's elements.
     *
     * @param property as {@code field="…"} names it
     * @return empty where it is no collection of one class
     */
    Optional<Class<?>> elementType(String property) {
        return propertyType(property)
                .filter(ParameterizedType.class::isInstance)
                .map(list -> ((ParameterizedType) list).getActualTypeArguments()[0])
                .filter(Class.class::isInstance)
                .map(element -> (Class<?>) element);
    }

    private Optional<Type> propertyType(String property) {
        String name = capitalized(property);
        Optional<Type> ofGetter = Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> method.getName().equals("get" + name)
                        || method.getName().equals("is" + name))
                .map(Method::getGenericReturnType)
                .findFirst();
        return ofGetter.or(() -> fields().filter(field -> field.getName().equals(property))
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(Field::getGenericType)
                .findFirst());
    }

    private Stream<String> parameters() {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> constructor.isAnnotationPresent(DataBoundConstructor.class))
                .map(Constructor::getParameters)
                .flatMap(Arrays::stream)
                .map(parameter -> parameter.getName());
    }

    private Stream<Method> methods() {
        return Arrays.stream(type.getMethods());
    }

    private Stream<Field> fields() {
        return Stream.<Class<?>>iterate(type, ancestor -> ancestor != null, Class::getSuperclass)
                .flatMap(ancestor -> Arrays.stream(ancestor.getDeclaredFields()));
    }

    private static String uncapitalized(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String capitalized(String property) {
        return property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
    }
}
