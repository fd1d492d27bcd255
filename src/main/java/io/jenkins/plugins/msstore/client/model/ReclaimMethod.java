package io.jenkins.plugins.msstore.client.model;

/**
 * The HTTP method of a reclaim. Microsoft's reference said {@code POST}, on the same URI as assign, until May 2020 and says
 * {@code DELETE} since; its PowerShell module always sent {@code DELETE}.
 */
public enum ReclaimMethod {
    /** The form of the corrected reference: the default. */
    DELETE,
    /** The older form, for services that follow the older reference. */
    POST
}
