package io.jenkins.plugins.msstore.client.model;

/**
 * How a reclaim goes over the wire. Microsoft's reference printed {@code POST} on the very URI of assign until May 2020 and
 * {@code DELETE} since; its PowerShell module always sent {@code DELETE}.
 */
public enum ReclaimMethod {
    /** The form of the corrected reference: the default. */
    DELETE,
    /** The older form, for services that were built by the older reference. */
    POST
}
