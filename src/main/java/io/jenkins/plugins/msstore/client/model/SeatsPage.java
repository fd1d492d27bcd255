package io.jenkins.plugins.msstore.client.model;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list of seats.
 *
 * @param seats the seats on this page
 * @param continuationToken a request for the next page carries it; empty on the last one
 */
public record SeatsPage(List<Seat> seats, Optional<String> continuationToken) implements Page {

    public SeatsPage {
        seats = List.copyOf(seats);
    }
}
