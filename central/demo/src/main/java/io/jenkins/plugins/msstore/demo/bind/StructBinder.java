package io.jenkins.plugins.msstore.demo.bind;

import java.beans.Introspector;
import java.lang.reflect.Constructor;
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
 * Makes and fills the objects of one data-bound class from named values, as Jenkins does for Pipeline steps and for
 * Configuration as Code: required ones through the {@link DataBoundConstructor}, whose parameter names are read from
 * the class file, the others through {@link DataBoundSetter}s.
 *
 * @param <T> the data-bound class
 */
public final class StructBinder<T> {
    private final Class<T> type;
    private final String name;
    private final Map<String, Method> setters;

    /**
     * @param type the class to bind
     * @param name what messages call it: a step's function name, a symbol
     */
    public StructBinder(Class<T> type, String name) {
        this.type = type;
        this.name = name;
        this.setters = setters(type);
    }

    /**
     * Makes an object.
     *
     * @param values the named values; a missing constructor argument is null (or zero, or false)
     * @return the new object
     * @throws IllegalArgumentException when a name is unknown or a value does not fit; the message names it
     * @throws Exception what the constructor or a setter throws
     */
    public T instantiate(Map<String, ?> values) throws Exception {
        Constructor<T> constructor = constructor();
        Map<String, Type> required = required(constructor);
        refuseUnknown(values, required.keySet());
        Object[] arguments = required.entrySet().stream()
                .map(parameter -> ValueCoercion.coerce(
                        describe(parameter.getKey()), parameter.getValue(), values.get(parameter.getKey())))
                .toArray();
        T instance = invoke(() -> constructor.newInstance(arguments));
        Map<String, Object> optional = new LinkedHashMap<>(values);
        optional.keySet().removeAll(required.keySet());
        set(instance, optional);
        return instance;
    }

    /**
     * Sets properties of an object that exists.
     *
     * @param instance the object
     * @param values the named values
     * @throws IllegalArgumentException when a name is unknown or a value does not fit; the message names it
     * @throws Exception what a setter throws
     */
    public void configure(T instance, Map<String, ?> values) throws Exception {
        refuseUnknown(values, Set.of());
        set(instance, values);
    }

    /**
     * The constructor parameter that a single unnamed argument is for.
     *
     * @return its name, or null when the constructor has none or several
     */
    public String soleParameter() {
        Set<String> required = required(constructor()).keySet();
        return required.size() == 1 ? required.iterator().next() : null;
    }

    private void set(T instance, Map<String, ?> values) throws Exception {
        for (Map.Entry<String, ?> value : values.entrySet()) {
            Method setter = setters.get(value.getKey());
            Object argument = ValueCoercion.coerce(
                    describe(value.getKey()), setter.getGenericParameterTypes()[0], value.getValue());
            invoke(() -> setter.invoke(instance, argument));
        }
    }

    private void refuseUnknown(Map<String, ?> values, Set<String> required) {
        Set<String> known = new TreeSet<>(setters.keySet());
        known.addAll(required);
        for (String value : values.keySet()) {
            if (!known.contains(value)) {
                throw new IllegalArgumentException(
                        name + ": unknown parameter '" + value + "', known are " + String.join(", ", known));
            }
        }
    }

    private String describe(String parameter) {
        return name + ": " + parameter;
    }

    @SuppressWarnings("unchecked")
    private Constructor<T> constructor() {
        return (Constructor<T>) Arrays.stream(type.getConstructors())
                .filter(constructor -> constructor.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type.getName() + " has no @DataBoundConstructor"));
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

    private static Map<String, Method> setters(Class<?> type) {
        Map<String, Method> setters = new TreeMap<>();
        for (Method method : type.getMethods()) {
            boolean setter = method.getName().startsWith("set") && method.getParameterCount() == 1;
            if (setter && !method.isBridge() && method.isAnnotationPresent(DataBoundSetter.class)) {
                setters.put(Introspector.decapitalize(method.getName().substring(3)), method);
            }
        }
        return setters;
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

    @FunctionalInterface
    private interface Reflection<R> {
        R run() throws ReflectiveOperationException;
    }
}
