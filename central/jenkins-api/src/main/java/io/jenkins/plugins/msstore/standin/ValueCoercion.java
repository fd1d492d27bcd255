package io.jenkins.plugins.msstore.standin;

import hudson.util.Secret;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Converts a script's values to the declared types of data-bound parameters, as Pipeline does: text to numbers and booleans,
 * interpolated strings to text, lists element by element. A message names the parameter and the types,
 * never the value, for that may be a secret.
 */
final class ValueCoercion {
    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            boolean.class, Boolean.class,
            byte.class, Byte.class,
            char.class, Character.class,
            double.class, Double.class,
            float.class, Float.class,
            int.class, Integer.class,
            long.class, Long.class,
            short.class, Short.class);

    private ValueCoercion() {}

    /**
     * @param parameter the parameter's name in messages
     * @param type its declared type
     * @param value the script's value, may be null
     * @return the value to pass; for null, zero or false where the type is primitive
     * @throws IllegalArgumentException when the value does not fit
     */
    static Object coerce(String parameter, Type type, Object value) {
        Class<?> target = erase(type);
        Object plain = value instanceof CharSequence ? value.toString() : value;
        if (plain == null) {
            return target.isPrimitive() ? Array.get(Array.newInstance(target, 1), 0) : null;
        }
        if (plain instanceof Collection<?> elements && (target.isArray() || target.isAssignableFrom(ArrayList.class))) {
            return target.isArray()
                    ? array(parameter, target.getComponentType(), elements)
                    : list(parameter, element(type), elements);
        }
        if (plain instanceof Collection<?> elements && target == Set.class) {
            return new LinkedHashSet<>(list(parameter, element(type), elements));
        }
        Class<?> boxed = BOXES.getOrDefault(target, target);
        if (boxed.isInstance(plain)) {
            return plain;
        }
        Object coerced = scalar(parameter, boxed, plain);
        if (coerced == null) {
            throw new IllegalArgumentException(parameter + " expects " + target.getSimpleName() + " but received "
                    + plain.getClass().getSimpleName());
        }
        return coerced;
    }

    private static Object scalar(String parameter, Class<?> target, Object value) {
        if (Number.class.isAssignableFrom(target)) {
            return value instanceof Number || value instanceof String ? number(parameter, target, value) : null;
        }
        if (!(value instanceof String text)) {
            return null;
        }
        if (target == Boolean.class) {
            return Boolean.valueOf(text);
        }
        if (target == Secret.class) {
            return Secret.fromString(text);
        }
        return target.isEnum() ? constant(parameter, target, text) : null;
    }

    private static Object number(String parameter, Class<?> target, Object value) {
        try {
            BigDecimal number = new BigDecimal(value.toString().trim());
            if (target == Double.class) {
                return number.doubleValue();
            }
            if (target == Float.class) {
                return number.floatValue();
            }
            if (target == Long.class) {
                return number.longValueExact();
            }
            return target == Integer.class ? number.intValueExact() : null;
        } catch (ArithmeticException | NumberFormatException e) {
            boolean whole = target == Integer.class || target == Long.class;
            throw new IllegalArgumentException(parameter + " expects a " + (whole ? "whole number" : "number"), e);
        }
    }

    private static Object constant(String parameter, Class<?> target, String text) {
        for (Object constant : target.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException(parameter + " expects one of " + List.of(target.getEnumConstants()));
    }

    private static List<Object> list(String parameter, Type element, Collection<?> values) {
        List<Object> list = new ArrayList<>();
        for (Object value : values) {
            list.add(coerce(parameter + "[" + list.size() + "]", element, value));
        }
        return list;
    }

    private static Object array(String parameter, Class<?> element, Collection<?> values) {
        List<Object> list = list(parameter, element, values);
        Object array = Array.newInstance(element, list.size());
        for (int i = 0; i < list.size(); i++) {
            Array.set(array, i, list.get(i));
        }
        return array;
    }

    private static Type element(Type collection) {
        return collection instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
    }

    private static Class<?> erase(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : Object.class;
    }
}
