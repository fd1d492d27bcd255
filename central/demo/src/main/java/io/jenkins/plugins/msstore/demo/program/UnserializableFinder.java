package io.jenkins.plugins.msstore.demo.program;

import com.cloudbees.groovy.cps.Env;
import groovy.lang.Script;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the variable of a script whose value cannot be serialized; serialization itself names only the class. Walks the
 * fields of the saved objects; of the JDK's objects, only maps, collections and arrays.
 */
final class UnserializableFinder {
    private final HostObjects hostObjects;
    private final Deque<Place> open = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    UnserializableFinder(HostObjects hostObjects) {
        this.hostObjects = hostObjects;
    }

    /**
     * @param graph the objects that were being written
     * @param className the class that cannot be serialized
     * @return one line that names the class and, where it can be found, the variable or field
     */
    String find(Object graph, String className) {
        visit(graph, null);
        while (!open.isEmpty()) {
            Place place = open.remove();
            if (place.value().getClass().getName().equals(className) && !(place.value() instanceof Serializable)) {
                return complaint(className) + (place.name() == null ? "" : " (in '" + place.name() + "')");
            }
            visitParts(place);
        }
        return complaint(className);
    }

    private static String complaint(String className) {
        return NotSerializableException.class.getName() + ": " + className;
    }

    private void visit(Object value, String name) {
        if (value != null && hostObjects.nameOf(value) == null && seen.add(value)) {
            open.add(new Place(value, name));
        }
    }

    private void visitParts(Place place) {
        Object value = place.value();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> {
                visit(key, place.name());
                visit(element, key instanceof String name ? join(place.name(), name) : place.name());
            });
        } else if (value instanceof Collection<?> elements) {
            elements.forEach(element -> visit(element, place.name()));
        } else if (value instanceof Object[] elements) {
            for (Object element : elements) {
                visit(element, place.name());
            }
        } else if (value instanceof Script script) {
            visit(script.getBinding().getVariables(), null);
        } else {
            visitFields(place);
        }
    }

    private void visitFields(Place place) {
        // in each environment of the interpreter, variables have their own names
        String outer = place.value() instanceof Env ? null : place.name();
        for (Class<?> type = place.value().getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                int modifiers = field.getModifiers();
                if (!Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)) {
                    visit(
                            read(field, place.value()),
                            belongsToInterpreter(type) ? outer : join(outer, field.getName()));
                }
            }
        }
    }

    private static String join(String outer, String name) {
        return outer == null ? name : outer + "." + name;
    }

    private static boolean belongsToInterpreter(Class<?> type) {
        return type.getName().startsWith("com.cloudbees.groovy.")
                || type.getName().startsWith("groovy.lang.")
                || type.getPackage() == UnserializableFinder.class.getPackage();
    }

    private static Object read(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            return null;
        }
    }

    private record Place(Object value, String name) {}
}
