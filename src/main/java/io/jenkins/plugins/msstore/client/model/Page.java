package io.jenkins.plugins.msstore.client.model;

import java.util.Optional;

/** One page of a list of the service. */
public interface Page {

    /** The token that a request for the next page carries; empty on the last one. */
    Optional<String> continuationToken();
}
