package io.jenkins.plugins.msstore.demo.program;

import groovy.lang.Closure;
import groovy.lang.GString;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A script's call of a step: its values and its bodies, not bound yet. */
final class StepCall implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int id;
    private final String function;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Closure<?>> bodies = new LinkedHashMap<>();

    /**
     * @param id the id of the call, unique in the program
     * @param function the step's name
     * @param soleParameter the parameter that takes a single unnamed value, or null if values have to be named
     * @param arguments the arguments as Groovy passes them: nothing, one value, or named values in a map; then perhaps
     *     a closure
     * @throws IllegalArgumentException when the arguments have another shape
     */
    StepCall(int id, String function, String soleParameter, Object[] arguments) {
        this.id = id;
        this.function = function;
        List<Object> unnamed = new ArrayList<>(Arrays.asList(arguments));
        if (!unnamed.isEmpty() && unnamed.get(unnamed.size() - 1) instanceof Closure<?> body) {
            bodies.put("", body);
            unnamed.remove(unnamed.size() - 1);
        }
        if (unnamed.size() == 1 && unnamed.get(0) instanceof Map<?, ?> named) {
            named.forEach(this::addNamed);
        } else if (unnamed.size() == 1 && soleParameter != null) {
            values.put(soleParameter, plain(unnamed.get(0)));
        } else if (!unnamed.isEmpty()) {
            throw new IllegalArgumentException(function + ": the arguments have to be named");
        }
    }

    private void addNamed(Object name, Object value) {
        if (value instanceof Closure<?> body) {
            bodies.put(String.valueOf(name), body);
        } else {
            values.put(String.valueOf(name), plain(value));
        }
    }

    private static Object plain(Object value) {
        if (value instanceof GString) {
            return value.toString();
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>(list.size());
            list.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        return value;
    }

    int id() {
        return id;
    }

    String function() {
        return function;
    }

    /** The named values, with interpolated strings converted to text. */
    Map<String, Object> values() {
        return values;
    }

    /** The closures by name, in the script's order; the name is empty for the one that follows the arguments. */
    Map<String, Closure<?>> bodies() {
        return bodies;
    }
}
