package io.jenkins.plugins.msstore.standin;

import java.beans.Introspector;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Creates the objects of one data-bound class from named values, as Jenkins does for the steps of a script: required ones
 * through the {@link DataBoundConstructor}, whose parameter names are read from the class file, the others through
 * {@link DataBoundSetter}s, which are fields or methods.
 *
 * @param <T> the data-bound class
 */
public final class StructBinder<T> {
    private final Class<T> type;
    private final Constructor<T> constructor;
    private final Map<String, Type> required;
    private final Map<String, Setter> optional = new TreeMap<>();

    /**
     * @param type the class to bind
     */
    public StructBinder(Class<T> type) {
        this.type = type;
        this.constructor = constructor();
        this.required = constructor == null ? Map.of() : required(constructor);
        for (Field field : type.getFields()) {
            if (field.isAnnotationPresent(DataBoundSetter.class)) {
                optional.put(field.getName(), new Setter(field.getGenericType(), (instance, value) -> {
                    field.set(instance, value);
                    return null;
                }));
            }
        }
        for (Method method : type.getMethods()) {
            boolean setter = method.getName().startsWith("set") && method.getParameterCount() == 1;
            if (setter && !method.isBridge() && method.isAnnotationPresent(DataBoundSetter.class)) {
                optional.put(
                        Introspector.decapitalize(method.getName().substring(3)),
                        new Setter(method.getGenericParameterTypes()[0], method::invoke));
            }
        }
    }

    /** The types of the constructor's parameters by name, in their order. */
    public Map<String, Type> required() {
        return required;
    }

    /** The types of the other parameters by name. */
    public Map<String, Type> optional() {
        Map<String, Type> types = new TreeMap<>();
        optional.forEach((name, setter) -> types.put(name, setter.type));
        return types;
    }

    /**
     * Creates an object.
     *
     * @param values the named values; a missing constructor argument is null (or zero, or false)
     * @return the new object
     * @throws IllegalArgumentException when a name is unknown or a value does not fit; the message names it
     * @throws Exception the exception of the constructor or a setter
     */
    public T instantiate(Map<String, ?> values) throws Exception {
        Object[] arguments = required.entrySet().stream()
                .map(parameter ->
                        ValueCoercion.coerce(parameter.getKey(), parameter.getValue(), values.get(parameter.getKey())))
                .toArray();
        T instance = invoke(() -> constructor.newInstance(arguments));
        Map<String, Object> rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(required.keySet());
        configure(instance, rest);
        return instance;
    }

    /**
     * Sets properties of an object that exists.
     *
     * @param instance the object
     * @param values the named values
     * @throws IllegalArgumentException when a name is unknown or a value does not fit; the message names it
     * @throws Exception the exception of a setter
     */
    public void configure(T instance, Map<String, ?> values) throws Exception {
        for (Map.Entry<String, ?> value : values.entrySet()) {
            Setter setter = optional.get(value.getKey());
            if (setter == null) {
                throw unknown(value.getKey());
            }
            Object argument = ValueCoercion.coerce(value.getKey(), setter.type, value.getValue());
            invoke(() -> setter.target.set(instance, argument));
        }
    }

    private IllegalArgumentException unknown(String name) {
        Set<String> known = new TreeSet<>(optional.keySet());
        known.addAll(required.keySet());
        return new IllegalArgumentException("unknown parameter '" + name + "', known are " + String.join(", ", known));
    }

    @SuppressWarnings("unchecked")
    private Constructor<T> constructor() {
        return (Constructor<T>) Arrays.stream(type.getConstructors())
                .filter(candidate -> candidate.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Type> required(Constructor<?> constructor) {
        Map<String, Type> required = new LinkedHashMap<>();
        for (Parameter parameter : constructor.getParameters()) {
            if (!parameter.isNamePresent()) {
                throw new IllegalStateException(constructor + " was compiled without -parameters");
            }
            required.put(parameter.getName(), parameter.getParameterizedType());
        }
        return required;
    }

    private static <R> R invoke(Reflection<R> call) throws Exception {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static final class Setter {
        private final Type type;
        private final Target target;

        Setter(Type type, Target target) {
            this.type = type;
            this.target = target;
        }
    }

    @FunctionalInterface
    private interface Target {
        Object set(Object instance, Object value) throws ReflectiveOperationException;
    }

    @FunctionalInterface
    private interface Reflection<R> {
        R run() throws ReflectiveOperationException;
    }
}
