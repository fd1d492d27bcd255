package io.jenkins.plugins.msstore.standin;

import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Queue;

/** A job that does nothing but own builds. */
public final class StandInJob extends Job<StandInJob, StandInRun> implements Queue.Task {
    /**
     * Creates a job; its folder is {@code jobs/<name>} below the parent's.
     *
     * @param parent the running stand-in for Jenkins
     * @param name of the job
     */
    public StandInJob(ItemGroup<?> parent, String name) {
        super(parent, name);
    }
}
