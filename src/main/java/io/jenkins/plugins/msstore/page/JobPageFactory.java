package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Adds the page to jobs whose last builds have records of operations. Jenkins asks for the actions of a job often, so that
 * only the existence of files is looked at, and no build is loaded.
 */
@Extension
@SuppressWarnings("rawtypes")
@Restricted(NoExternalUse.class)
public final class JobPageFactory extends TransientActionFactory<Job> {

    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return JobPage.class;
    }

    @NonNull
    @Override
    public Collection<? extends Action> createFor(@NonNull Job job) {
        JobPage page = new JobPage(job);
        return page.exists() ? List.of(page) : List.of();
    }
}
