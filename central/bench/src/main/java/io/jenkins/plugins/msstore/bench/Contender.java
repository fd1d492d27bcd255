package io.jenkins.plugins.msstore.bench;

import java.time.Duration;

/** One way to assign seats to all users of a file, and to report on them. */
interface Contender {

    /** The most users of one call. */
    int BATCH_SIZE = 25;

    /**
     * Does a job from the users file to the complete report.
     *
     * @return how many seats were assigned
     */
    int run(Job job) throws Exception;

    /** The CPU time that other processes took for the job; none where it was done in this one. */
    default Duration cpuElsewhere() {
        return Duration.ZERO;
    }

    /** The smallest part of all seats that one of several operations had when the first of them ended; 1 for only one. */
    default double smallestPart() {
        return 1;
    }
}
