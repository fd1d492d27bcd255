package io.jenkins.plugins.msstore.fields;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Refuses arguments of the wrong type, as a script gives them. Jenkins would convert them: {@code dryRun: 'yes'} to
 * false, {@code batchSize: 2.5} to 2; and it only warns of a parameter that does not exist.
 */
@Restricted(NoExternalUse.class)
public final class ScriptArguments {

    private static final int MAX_CHARACTERS = 100;
    private static final int MAX_ENTRIES = 3;

    private ScriptArguments() {}

    /**
     * Checks arguments before they are bound.
     *
     * @param function the name of the step or build step in scripts
     * @param type the data-bound class, which has the parameters
     * @param arguments the values by parameter, not converted
     * @return the arguments to be bound: the same, but for numbers of a {@link WholeNumberOrText}, which are text
     * @throws InvalidParameterException naming the first argument that is not valid, its value and what is expected
     */
    public static Map<String, Object> check(String function, Class<?> type, Map<String, ?> arguments) {
        Map<String, Object> bindable = new LinkedHashMap<>();
        Map<String, Class<?>> parameters = new TreeMap<>();
        for (DescribableParameter parameter : DescribableModel.of(type).getParameters()) {
            parameters.put(parameter.getName(), parameter.getErasedType());
        }
        arguments.forEach((name, value) -> {
            Class<?> expected = name == null ? null : parameters.get(name);
            if (expected == null) {
                throw refused(
                        LogText.of(String.valueOf(name), MAX_CHARACTERS),
                        value,
                        "is not a parameter of " + function + ", which has " + String.join(", ", parameters.keySet()));
            }
            if (takesWholeNumbers(type, name)) {
                bindable.put(name, text(name, value));
            } else {
                check(name, expected, value);
                bindable.put(name, value);
            }
        });
        return bindable;
    }

    private static boolean takesWholeNumbers(Class<?> type, String parameter) {
        try {
            return type.getField(parameter).isAnnotationPresent(WholeNumberOrText.class);
        } catch (NoSuchFieldException e) {
            // a parameter that the constructor or a setter takes
            return false;
        }
    }

    private static String text(String name, @CheckForNull Object value) {
        if (value instanceof CharSequence
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger) {
            return value.toString();
        }
        throw refused(name, value, "must be a whole number, or text in quotes");
    }

    private static void check(String name, Class<?> expected, Object value) {
        if (expected == boolean.class) {
            require(value instanceof Boolean, name, value, "must be true or false", ", without quotes");
        } else if (expected == int.class) {
            require(isInt(value), name, value, "must be a whole number", ", without quotes");
        } else if (expected == List.class) {
            require(value instanceof List, name, value, "must be a list", ", in brackets");
            int index = 0;
            for (Object entry : (List<?>) value) {
                check(name + "[" + index + "]", String.class, entry);
                index++;
            }
        } else if (!(value instanceof CharSequence)) {
            throw refused(name, value, value == null ? "must be text" : "must be text, in quotes");
        }
    }

    /**
     * @param remedyForText the advice for a value given as text
     */
    private static void require(boolean valid, String name, Object value, String problem, String remedyForText) {
        if (!valid) {
            throw refused(name, value, value instanceof CharSequence ? problem + remedyForText : problem);
        }
    }

    private static boolean isInt(Object value) {
        return value instanceof Integer
                || value instanceof Long number && number.intValue() == number
                || value instanceof BigInteger large && large.bitLength() < Integer.SIZE;
    }

    private static InvalidParameterException refused(String name, @CheckForNull Object value, String problem) {
        return new InvalidParameterException(name, null, shown(value) + " " + problem);
    }

    /** The value as a script would write it; of an object only its class, because its text may be a secret. */
    private static String shown(@CheckForNull Object value) {
        if (value instanceof CharSequence text) {
            return "'" + LogText.of(text.toString(), MAX_CHARACTERS) + "'";
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return LogText.of(String.valueOf(value), MAX_CHARACTERS);
        }
        if (value instanceof List<?> list) {
            // a list may hold itself
            String entries = list.stream()
                    .limit(MAX_ENTRIES)
                    .map(entry -> entry instanceof List ? "a list" : shown(entry))
                    .collect(Collectors.joining(", "));
            return "[" + entries + (list.size() > MAX_ENTRIES ? ", … " + list.size() + " entries]" : "]");
        }
        return value instanceof Map ? "a map" : "an object (" + value.getClass().getSimpleName() + ")";
    }
}
