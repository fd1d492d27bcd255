package io.jenkins.plugins.msstore.standin;

import hudson.model.AbstractProject;
import hudson.model.ItemGroup;
import hudson.model.Queue;

/** A job of the kind that a freestyle job is, which does nothing but own builds. */
public final class StandInProject extends AbstractProject<StandInProject, StandInBuild> implements Queue.Task {
    /**
     * Creates a job; its folder is {@code jobs/<name>} below the parent's.
     *
     * @param parent the running stand-in for Jenkins
     * @param name of the job
     */
    public StandInProject(ItemGroup<?> parent, String name) {
        super(parent, name);
    }
}
