package io.jenkins.plugins.msstore.simulator;

/**
 * The way in which an answer is sent.
 *
 * @param ending the end of the connection
 * @param bodyHalved whether the second half of the body is missing, although the answer is complete by its headers
 * @param bytesPerSecond the speed of the body; 0 for as fast as possible
 */
record Delivery(Ending ending, boolean bodyHalved, long bytesPerSecond) {

    /** The end of the connection. */
    enum Ending {
        /** The whole answer is sent; the connection stays. */
        WHOLE,
        /** Nothing is sent; the connection is closed, with all streams on it. */
        DROPPED,
        /** Nothing is sent; on HTTP/2 the stream alone is reset, on HTTP/1.1 the connection is closed. */
        RESET,
        /** Half of the body is sent; then the stream is reset, on HTTP/1.1 the connection closed. */
        CUT_OFF
    }

    static final Delivery WHOLE = new Delivery(Ending.WHOLE, false, 0);

    Delivery withEnding(Ending changed) {
        return new Delivery(changed, bodyHalved, bytesPerSecond);
    }

    Delivery withBodyHalved() {
        return new Delivery(ending, true, bytesPerSecond);
    }

    Delivery withBytesPerSecond(long rate) {
        return new Delivery(ending, bodyHalved, rate);
    }
}
