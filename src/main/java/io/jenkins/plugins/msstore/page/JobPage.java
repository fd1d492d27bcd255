package io.jenkins.plugins.msstore.page;

import hudson.model.Actionable;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.msstore.execution.RunningOperations;
import jenkins.model.Tab;
import jenkins.security.stapler.StaplerNotDispatchable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;

/** The page {@code <job>/microsoft-store/}, for users who may read the job. It names no users of the Store. */
@Restricted(NoExternalUse.class)
public final class JobPage extends Tab implements StaplerProxy {

    JobPage(Job<?, ?> job) {
        super(job);
    }

    private Job<?, ?> job() {
        return (Job<?, ?>) object;
    }

    /** For Jenkins' own views; not reachable by a URL below this page. */
    @Override
    @StaplerNotDispatchable
    public Actionable getObject() {
        return super.getObject();
    }

    @Override
    public String getIconFileName() {
        return "symbol-shopping-bag";
    }

    @Override
    public String getDisplayName() {
        return Messages.StorePage_displayName();
    }

    @Override
    public String getUrlName() {
        return "microsoft-store";
    }

    /** Requires the permission to read the job for everything below this page. */
    @Override
    public Object getTarget() {
        job().checkPermission(Item.READ);
        return this;
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
                !Run.ARTIFACTS.getEnabled() || job().hasPermission(Run.ARTIFACTS));
    }

    /** The number that the newest build has, or had. Jenkins knows it without a look at the builds. */
    private int newest() {
        return job().getNextBuildNumber() - 1;
    }
}
