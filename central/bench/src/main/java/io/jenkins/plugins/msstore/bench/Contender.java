package io.jenkins.plugins.msstore.bench;

import java.time.Duration;

/** One way to assign seats to all users of a file, and to report on them. */
interface Contender {

    /** The number of users of one call. */
    int BATCH_SIZE = 25;

    /**
     * Does a job from the users file to the complete report.
     *
     * @return the number of assigned seats
     */
    int run(Job job) throws Exception;

    /** The CPU time of other processes that worked for the job; zero if there were none. */
    default Duration cpuElsewhere() {
        return Duration.ZERO;
    }

    /**
     * The smallest share of an operation in all seats that were assigned when the first of several operations ended; 1 for a
     * single operation. Shows whether operations get equal turns.
     */
    default double smallestPart() {
        return 1;
    }
}
