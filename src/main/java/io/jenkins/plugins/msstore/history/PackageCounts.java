package io.jenkins.plugins.msstore.history;

/**
 * The numbers of an operation that gets packages.
 *
 * @param packages how many packages were chosen, without the framework packages that follow them
 * @param files how many files were downloaded; 0 if none was to be
 * @param bytes their size
 */
public record PackageCounts(int packages, int files, long bytes) {}
