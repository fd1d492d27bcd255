package io.jenkins.plugins.msstore.simulator;

/**
 * The HTTP method that reclaims a seat on the seat's URI.
 *
 * <p>The reference printed {@code POST} for both assign and reclaim until May 2020; no server can distinguish the two. A
 * simulator set to {@link #POST} therefore has no assignment of a single seat: seats are assigned in bulk.
 */
public enum ReclaimMethod {
    DELETE,
    POST
}
