package io.jenkins.plugins.msstore.bench;

import java.util.Locale;

/**
 * A target of the plugin.
 *
 * @param what what is measured
 * @param least the minimum
 * @param measured the measured number
 */
record Target(String what, double least, double measured) {

    boolean isReached() {
        return measured >= least;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%-5s %s: %.2f (at least %.2f)", isReached() ? "PASS" : "BELOW", what, measured, least);
    }
}
