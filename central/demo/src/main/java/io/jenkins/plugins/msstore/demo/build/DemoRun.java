package io.jenkins.plugins.msstore.demo.build;

import hudson.model.Action;
import hudson.model.Result;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import java.io.File;
import java.io.IOException;
import jenkins.model.RunAction2;

/** The one build that a host runs. */
public final class DemoRun extends StandInRun {
    private final SavedActions saved;
    private volatile boolean building = true;

    /**
     * @param job the host's one job
     * @param rootDir the build's folder, its name is the build's number
     * @param artifactsDir the folder for artifacts
     * @throws IOException when the folder cannot be made
     */
    public DemoRun(StandInJob job, File rootDir, File artifactsDir) throws IOException {
        super(job, rootDir, artifactsDir);
        saved = new SavedActions(rootDir.toPath().resolve("build.xml"));
    }

    /** Saves the actions that are attached to the build. */
    @Override
    @SuppressWarnings("deprecation") // the other getters add actions that are not saved
    public synchronized void save() throws IOException {
        saved.save(getActions());
    }

    /**
     * Attaches the actions that an earlier process saved.
     *
     * @throws IOException when it cannot be read
     */
    @SuppressWarnings("deprecation") // addAction would tell it that it is new
    void reload() throws IOException {
        for (Action action : saved.load()) {
            getActions().add(action);
            if (action instanceof RunAction2 attached) {
                attached.onLoad(this);
            }
        }
    }

    @Override
    public boolean isBuilding() {
        return building;
    }

    /**
     * Ends the build.
     *
     * @return its result; success if no other was set
     */
    public Result finish() {
        building = false;
        return currentResult();
    }

    /**
     * @return the build's result if it ended now
     */
    public Result currentResult() {
        Result set = getResult();
        return set == null ? Result.SUCCESS : set;
    }
}
