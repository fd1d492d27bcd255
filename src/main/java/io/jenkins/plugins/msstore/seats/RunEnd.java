package io.jenkins.plugins.msstore.seats;

/**
 * How a run ended.
 *
 * @param error what ended it before its end, as one line without names; null where nothing did
 * @param interrupted whether somebody ended it
 */
record RunEnd(String error, boolean interrupted) {}
