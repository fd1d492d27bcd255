package io.jenkins.plugins.msstore.client.http;

import java.util.concurrent.CompletableFuture;

/**
 * A request that is ready to be sent, and the answer to come. Cancelling it before it is sent keeps it from being sent;
 * cancelling it afterwards ends it.
 */
public abstract class PreparedRequest extends CompletableFuture<Answer> {

    PreparedRequest() {}

    /** Sends it; to be called once. Does nothing where it was cancelled already. */
    abstract void send();
}
