package io.jenkins.plugins.msstore.demo.program;

import java.util.List;
import java.util.Map;

/** Checks results of steps: values that every script can use without approval, and that can be saved. */
final class PlainData {
    private PlainData() {}

    /**
     * Looks for a value that is neither null, text, a number or a boolean, nor a list or map of such values.
     *
     * @param value a step's result
     * @return the class of the first such value, or null if there is none
     */
    static Class<?> firstForeignClass(Object value) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return null;
        }
        Iterable<?> parts;
        if (value instanceof List<?> list) {
            parts = list;
        } else if (value instanceof Map<?, ?> map && firstForeignClass(List.copyOf(map.keySet())) == null) {
            parts = map.values();
        } else {
            return value.getClass();
        }
        for (Object part : parts) {
            Class<?> foreign = firstForeignClass(part);
            if (foreign != null) {
                return foreign;
            }
        }
        return null;
    }
}
