package io.jenkins.plugins.msstore.page;

import hudson.model.Actionable;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.AccessControlled;
import jenkins.model.Tab;
import jenkins.security.stapler.StaplerNotDispatchable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;

/**
 * The tab <i>Microsoft Store</i> of a job or build, at {@code microsoft-store/} below it, for users who may read the job.
 *
 * @param <T> the type of what has the tab
 */
@Restricted(NoExternalUse.class)
public abstract class StoreTab<T extends Actionable & AccessControlled> extends Tab implements StaplerProxy {

    private final T owner;

    StoreTab(T owner) {
        super(owner);
        this.owner = owner;
    }

    /** The job or build that has the tab. */
    final T owner() {
        return owner;
    }

    /** The job whose readers may see the tab. */
    abstract Job<?, ?> job();

    /** For Jenkins' own views; not reachable by a URL below this page. */
    @Override
    @StaplerNotDispatchable
    public final Actionable getObject() {
        return super.getObject();
    }

    @Override
    public final String getIconFileName() {
        return "symbol-shopping-bag";
    }

    @Override
    public final String getDisplayName() {
        return Messages.StoreTab_displayName();
    }

    @Override
    public final String getUrlName() {
        return "microsoft-store";
    }

    /** Requires the permission to read the job for everything below this page. */
    @Override
    public final Object getTarget() {
        job().checkPermission(Item.READ);
        return this;
    }

    /** Whether the user may see what only the artifacts have. Jenkins asks for the permission only if it is enabled. */
    final boolean areArtifactsReadable() {
        return !Run.ARTIFACTS.getEnabled() || owner.hasPermission(Run.ARTIFACTS);
    }
}
