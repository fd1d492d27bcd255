package io.jenkins.plugins.msstore.util;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of things, or a percentage of their total: the type of {@code maxRemovals} and {@code warnBelow} are given.
 *
 * @param value the number, or the percentage; not negative
 * @param isPercent whether the value is a percentage
 */
public record CountOrPercent(long value, boolean isPercent) implements Serializable {

    private static final long HUNDRED = 100;

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\s*(%?)");

    private static final String EXPECTED = "must be a whole number such as 25, or a percentage such as '10%'";

    /**
     * Parses the value that a user gave.
     *
     * @param parameter the parameter as users type it
     * @param given a whole number, or a text such as {@code 25} or {@code 10%}
     * @throws InvalidParameterException naming the parameter: neither of them, negative, or more than 100 %
     */
    public static CountOrPercent of(String parameter, Object given) {
        if (given instanceof Integer || given instanceof Long || given instanceof BigInteger) {
            return parse(parameter, given, given.toString());
        }
        if (given instanceof CharSequence text) {
            return parse(parameter, given, text.toString().strip());
        }
        throw new InvalidParameterException(parameter, given, EXPECTED);
    }

    private static CountOrPercent parse(String parameter, Object given, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidParameterException(parameter, given, EXPECTED);
        }
        CountOrPercent parsed = new CountOrPercent(
                Long.parseLong(matcher.group(1)), !matcher.group(2).isEmpty());
        if (parsed.isPercent && parsed.value > HUNDRED) {
            throw new InvalidParameterException(parameter, given, "must not be more than 100%");
        }
        return parsed;
    }

    /**
     * The number that this is for a total.
     *
     * @param total not negative
     * @return a percentage is rounded down, but one above 0 is at least 1
     */
    public long of(long total) {
        if (!isPercent) {
            return value;
        }
        // in two parts, for a total times 100 may be too large
        long share = total / HUNDRED * value + total % HUNDRED * value / HUNDRED;
        return value == 0 ? 0 : Math.max(1, share);
    }

    /** As a user gives it. */
    @Override
    public String toString() {
        return value + (isPercent ? "%" : "");
    }
}
