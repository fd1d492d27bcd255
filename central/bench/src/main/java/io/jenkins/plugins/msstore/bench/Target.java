package io.jenkins.plugins.msstore.bench;

import java.util.Locale;

/**
 * A target of the plugin.
 *
 * @param what the name of the measured number
 * @param bound the minimum, or the maximum
 * @param isMinimum whether the bound is a minimum
 * @param measured the measured number
 */
record Target(String what, double bound, boolean isMinimum, double measured) {

    static Target atLeast(double minimum, String what, double measured) {
        return new Target(what, minimum, true, measured);
    }

    static Target atMost(double maximum, String what, double measured) {
        return new Target(what, maximum, false, measured);
    }

    boolean isReached() {
        return isMinimum ? measured >= bound : measured <= bound;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-6s %s: %.3f (at %s %.2f)",
                isReached() ? "PASS" : "MISSED",
                what,
                measured,
                isMinimum ? "least" : "most",
                bound);
    }
}
