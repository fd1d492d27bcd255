package io.jenkins.plugins.msstore.client.model;

import java.util.Optional;

/** One page of a list of the service. */
public interface Page {

    /** What asks for the next page; empty on the last one. */
    Optional<String> continuationToken();
}
