package io.jenkins.plugins.msstore.simulator;

/**
 * The HTTP method that reclaims a seat on the seat's URI.
 *
 * <p>The reference printed {@code POST} for both assign and reclaim until May 2020; no server can tell the two apart. A
 * simulator set to {@link #POST} therefore knows no assignment of a single seat: seats are assigned in bulk.
 */
public enum ReclaimMethod {
    DELETE,
    POST
}
