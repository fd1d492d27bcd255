package io.jenkins.plugins.msstore.client.http;

/**
 * Distinguishes refusals that concern the tenant from those of a single request. A service also refuses single requests
 * while it serves all others, because one of its machines is busy; then it would be wrong to slow all requests down. Not
 * thread-safe.
 */
final class TenantRefusals {

    /** The number of refusals in a row, with no request served in between, that concern the tenant. */
    private static final int IN_A_ROW = 3;

    /** Refusals of more than one in so many requests in flight together concern the tenant: two of 8, nine of 64. */
    private static final int PART = 8;

    private int inARow;
    private long groupEnd;
    private int groupSize;
    private int groupRefused;

    /** Counts a request as served. */
    void onServed() {
        inARow = 0;
    }

    /**
     * Counts a request as refused.
     *
     * @param number the request's number; requests are numbered as they are sent
     * @param nextNumber the number of the next request
     * @param inFlight the number of requests in flight, this one included
     * @return whether the request was sent after the last refusal; requests in flight at that time have the same cause
     */
    boolean onRefused(long number, long nextNumber, int inFlight) {
        inARow++;
        boolean isNew = number >= groupEnd;
        if (isNew) {
            groupSize = inFlight;
            groupRefused = 0;
            groupEnd = nextNumber;
        }
        groupRefused++;
        if (areTenants()) {
            groupEnd = nextNumber;
        }
        return isNew;
    }

    /** Whether the latest refusal concerns the tenant: it was one of several, in a row or in flight together. */
    boolean areTenants() {
        return inARow >= IN_A_ROW || groupRefused > 1 && groupRefused * PART > groupSize;
    }
}
