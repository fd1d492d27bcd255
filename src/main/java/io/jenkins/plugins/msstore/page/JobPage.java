package io.jenkins.plugins.msstore.page;

import hudson.model.Job;
import io.jenkins.plugins.msstore.execution.RunningOperations;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The page {@code <job>/microsoft-store/}, for users who may read the job. It names no users of the Store. */
@Restricted(NoExternalUse.class)
public final class JobPage extends StoreTab<Job<?, ?>> {

    JobPage(Job<?, ?> job) {
        super(job);
    }

    @Override
    Job<?, ?> job() {
        return owner();
    }

    /** Whether the page has something to show. */
    boolean exists() {
        return JobOperations.exist(job().getBuildDir().toPath(), newest());
    }

    /** The present content of the page. */
    public JobOperations read() {
        return JobOperations.read(
                job().getBuildDir().toPath(),
                newest(),
                number -> RunningOperations.idsOf(job(), number),
                areArtifactsReadable());
    }

    /** The number that the newest build has, or had. Jenkins knows it without a look at the builds. */
    private int newest() {
        return job().getNextBuildNumber() - 1;
    }
}
