package io.jenkins.plugins.msstore.sync;

import io.jenkins.plugins.msstore.util.InvalidParameterException;

/** Which changes a sync makes. */
public enum SyncMode {
    /** Assigns the missing seats, and reclaims those of users that are not listed. */
    FULL("full", true, true),
    /** Assigns the missing seats; users that are not listed keep theirs. */
    ADD_ONLY("addOnly", true, false),
    /** Reclaims the seats of users that are not listed; listed users without a seat get none. */
    REMOVE_ONLY("removeOnly", false, true);

    private final String word;
    private final boolean adds;
    private final boolean removes;

    SyncMode(String word, boolean adds, boolean removes) {
        this.word = word;
        this.adds = adds;
        this.removes = removes;
    }

    /** The word for it in arguments and results. */
    public String word() {
        return word;
    }

    /** Whether listed users without a seat get one. */
    boolean adds() {
        return adds;
    }

    /** Whether users that are not listed lose their seat. */
    boolean removes() {
        return removes;
    }

    /**
     * Parses a mode, in any case.
     *
     * @param word as the user typed it; null for {@link #FULL}. A blank text is an error: a variable without a value must not
     *     take seats that {@link #ADD_ONLY} would have kept
     * @throws InvalidParameterException naming {@code mode}
     */
    public static SyncMode of(String word) {
        if (word == null) {
            return FULL;
        }
        for (SyncMode mode : values()) {
            if (mode.word.equalsIgnoreCase(word.strip())) {
                return mode;
            }
        }
        throw new InvalidParameterException("mode", word, "must be 'full', 'addOnly' or 'removeOnly'");
    }
}
