package io.jenkins.plugins.msstore.client.http;

import java.util.concurrent.CompletableFuture;

/**
 * A request that is ready to be sent, and the answer to come. Cancelling it before it is sent keeps it from being sent;
 * cancelling it afterwards ends it.
 */
public abstract class PreparedRequest extends CompletableFuture<Answer> {

    PreparedRequest() {}

    /**
     * Sends it; to be called once. Does nothing where it was cancelled already.
     *
     * @param place told of the answer before this future completes, and freed when nothing is under way any more: where it
     *     was cancelled, that may be a while later
     */
    abstract void send(Pace.Place place);
}
