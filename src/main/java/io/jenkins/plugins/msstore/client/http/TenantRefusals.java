package io.jenkins.plugins.msstore.client.http;

/**
 * Tells refusals of the tenant from a refusal of a single request. Services also refuse single requests while they serve all
 * others: one of their machines is busy. Then it would be wrong to slow all requests down. Not thread-safe.
 */
final class TenantRefusals {

    /** So many in a row, none served between them, are the tenant's. */
    private static final int IN_A_ROW = 3;

    /** More than one of so many in flight together are the tenant's: of 8 two, of 64 nine. */
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
     * @param inFlight how many requests are in flight, this one included
     * @return whether it was sent after the last refusal: those that were in flight then have the same cause
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

    /** Whether the latest refusal was one of several: in a row, or of those in flight together. */
    boolean areTenants() {
        return inARow >= IN_A_ROW || groupRefused > 1 && groupRefused * PART > groupSize;
    }
}
