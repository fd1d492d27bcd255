package io.jenkins.plugins.msstore.bench;

import java.util.Locale;

/**
 * Something that the plugin is to reach.
 *
 * @param what what it is about
 * @param least the least number that is good enough
 * @param measured what was measured
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
